import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { ticketParams, ticketQuery } from "@/lib/api/ticket-params";
import { checkInTicket } from "@/lib/services/ticket/check-in";
import { checkInBody, checkInOutput } from "@/lib/services/ticket/schema";

const checkIn = route({
  operationId: "checkInTicket",
  tag: "Tickets",
  summary: "Check a ticket in",
  description:
    "Admits the holder at once; the chain follows. A repeat of a `nonce` gives the same answer without a second " +
    "check-in; once that check-in is undone, its nonce is refused as `not_checked_in` and the gate reads the ticket " +
    "anew, with a new nonce. A refusal is stored as a scan too, and `already_checked_in` says when, where and by whom in " +
    "`firstCheckIn`. Without a check-in list, check-in is open until 24 hours after the event ends.",
  access: requireScope("checkins:write"),
  params: ticketParams,
  query: ticketQuery,
  body: checkInBody,
  bodyExample: { gate: "North", nonce: "gate-7-000123" },
  responses: {
    200: {
      description: "Admitted",
      schema: checkInOutput,
      example: { ticket: { status: "checked_in", checkedInAt: "2026-06-01T18:00:00.000Z" } },
    },
  },
  errors: [
    "not_found",
    "already_checked_in",
    "ticket_invalidated",
    "event_cancelled",
    "check_in_closed",
    "not_yet_issued",
    "listed_for_resale",
    "not_checked_in",
  ],
  handler: async ({ ctx, params, query, body }) =>
    reply(200, await checkInTicket({ ctx, input: { ...params, ...query, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tickets/{id}/checkin", {
  POST: checkIn,
});
