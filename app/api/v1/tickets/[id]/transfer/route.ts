import { organiserOrHolder } from "@/lib/api/route/organiser-or-holder";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { ticketParams, ticketQuery } from "@/lib/api/ticket-params";
import { ticketActionOutput, transferBody } from "@/lib/services/ticket/schema";
import { transferTicket } from "@/lib/services/ticket/transfer";

const transfer = route({
  operationId: "transferTicket",
  tag: "Tickets",
  summary: "Transfer a ticket",
  description:
    "To another wallet: by the organiser, unless the event's policy is `locked`; or by the holder's signature, with `open`, " +
    "for which nobody needs to sign in. A `signature_invalid` problem has in `typedData` what the holder of now is to sign. " +
    "Out of custody the organiser may move a ticket under any policy.",
  access: organiserOrHolder("tickets:write"),
  params: ticketParams,
  query: ticketQuery,
  body: transferBody,
  bodyExample: { to: "0x90F79bf6EB2c4f870365E785982E1f101E93b906" },
  responses: { 202: { description: "Accepted; on the way to the chain", schema: ticketActionOutput } },
  errors: [
    "not_found",
    "signature_invalid",
    "chain_unavailable",
    "transfer_locked",
    "resale_closed",
    "already_checked_in",
    "ticket_invalidated",
    "event_cancelled",
    "not_yet_issued",
  ],
  handler: async ({ ctx, params, query, body }) =>
    reply(202, await transferTicket({ ctx, input: { ...params, ...query, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tickets/{id}/transfer", {
  POST: transfer,
});
