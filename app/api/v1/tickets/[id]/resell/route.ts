import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { ticketParams, ticketQuery } from "@/lib/api/ticket-params";
import { resellTicket } from "@/lib/services/ticket/resell";
import { resellBody, resoldTicketOutput } from "@/lib/services/ticket/schema";

const resell = route({
  operationId: "resellTicket",
  tag: "Tickets",
  summary: "Tell of a resale",
  description:
    "A secondary sale made elsewhere: the ticket goes to `to`, or into custody for `email`, with a new `claimToken`. Name " +
    "and e-mail of who sold it are removed from it. Price cap and transfer policy hold as on the market; a ticket that was bought " +
    "on this site is its holder's alone to sell, which the chain sees to: its `action` fails.",
  access: requireScope("tickets:write"),
  params: ticketParams,
  query: ticketQuery,
  body: resellBody,
  bodyExample: { to: "0x90F79bf6EB2c4f870365E785982E1f101E93b906", price: "25.00" },
  responses: { 202: { description: "Resold; on the way to the chain", schema: resoldTicketOutput } },
  errors: [
    "not_found",
    "price_above_cap",
    "transfer_locked",
    "resale_closed",
    "already_checked_in",
    "ticket_invalidated",
    "event_cancelled",
    "not_yet_issued",
  ],
  handler: async ({ ctx, params, query, body }) =>
    reply(202, await resellTicket({ ctx, input: { ...params, ...query, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tickets/{id}/resell", {
  POST: resell,
});
