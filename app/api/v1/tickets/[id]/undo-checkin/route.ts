import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { ticketParams, ticketQuery } from "@/lib/api/ticket-params";
import { ticketActionOutput, undoCheckInBody } from "@/lib/services/ticket/schema";
import { undoCheckIn } from "@/lib/services/ticket/undo-check-in";

const undo = route({
  operationId: "undoCheckIn",
  tag: "Tickets",
  summary: "Undo a check-in",
  description:
    "Takes back the scan of that `nonce`, or the last admission. The ticket is valid again at once; the chain follows.",
  access: requireScope("checkins:write"),
  params: ticketParams,
  query: ticketQuery,
  body: undoCheckInBody,
  bodyExample: { nonce: "gate-7-000123" },
  responses: {
    202: {
      description: "Undone; on the way to the chain",
      schema: ticketActionOutput,
      example: {
        ticket: { chain: { state: "queued", txHash: null, blockNumber: null } },
        action: { kind: "undo_check_in", batchId: null },
      },
    },
  },
  errors: ["not_found", "not_checked_in"],
  handler: async ({ ctx, params, query, body }) =>
    reply(202, await undoCheckIn({ ctx, input: { ...params, ...query, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tickets/{id}/undo-checkin", {
  POST: undo,
});
