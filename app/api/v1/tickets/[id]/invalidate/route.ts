import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { ticketParams, ticketQuery } from "@/lib/api/ticket-params";
import { invalidateTicket } from "@/lib/services/ticket/invalidate";
import { invalidateBody, ticketActionOutput } from "@/lib/services/ticket/schema";

const invalidate = route({
  operationId: "invalidateTicket",
  tag: "Tickets",
  summary: "Invalidate a ticket",
  description:
    "The ticket admits nobody from now on; the chain follows. It is not burnt: its holder sees why. Its place in the " +
    "supply is free again.",
  access: requireScope("tickets:write"),
  params: ticketParams,
  query: ticketQuery,
  body: invalidateBody,
  bodyExample: { reason: "refunded", note: "Called on Tuesday" },
  responses: {
    202: {
      description: "Invalidated; on the way to the chain",
      schema: ticketActionOutput,
      example: {
        ticket: {
          status: "invalidated",
          invalidation: { at: "2026-06-01T18:00:00.000Z", reason: "refunded", note: null },
          chain: { state: "queued", txHash: null, blockNumber: null },
        },
        action: { kind: "invalidate", batchId: null },
      },
    },
  },
  errors: ["not_found", "ticket_invalidated", "already_checked_in", "not_yet_issued"],
  handler: async ({ ctx, params, query, body }) =>
    reply(202, await invalidateTicket({ ctx, input: { ...params, ...query, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tickets/{id}/invalidate", {
  POST: invalidate,
});
