import { organiserOrHolder } from "@/lib/api/route/organiser-or-holder";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { ticketParams, ticketQuery } from "@/lib/api/ticket-params";
import { claimTicket } from "@/lib/services/ticket/claim";
import { claimBody, ticketActionOutput } from "@/lib/services/ticket/schema";

const claim = route({
  operationId: "claimTicket",
  tag: "Tickets",
  summary: "Claim a ticket",
  description:
    "Out of custody, into a wallet: by whoever has the ticket's `claimToken`, for which nobody needs to sign in, or by the " +
    "organiser without one. A ticket that was used stays in custody until 24 hours after the event, when it is a souvenir.",
  access: organiserOrHolder("tickets:write"),
  params: ticketParams,
  query: ticketQuery,
  body: claimBody,
  bodyExample: {
    to: "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
    claimToken: "q5Q6gWkX1bJ1uN0cX2r3mJbZ7v9yT4aE",
  },
  responses: { 202: { description: "Claimed; on the way to the chain", schema: ticketActionOutput } },
  errors: [
    "not_found",
    "claim_token_invalid",
    "not_in_custody",
    "already_checked_in",
    "ticket_invalidated",
    "transfer_locked",
    "not_yet_issued",
  ],
  handler: async ({ ctx, params, query, body }) =>
    reply(202, await claimTicket({ ctx, input: { ...params, ...query, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tickets/{id}/claim", {
  POST: claim,
});
