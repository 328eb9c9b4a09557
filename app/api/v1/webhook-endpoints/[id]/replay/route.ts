import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { replay } from "@/lib/services/webhook/replay";
import { endpointIdInput, replayBody, replayOutput } from "@/lib/services/webhook/schema";

const again = route({
  operationId: "replayWebhooks",
  tag: "Webhooks",
  summary: "Send a time's webhooks again",
  description:
    "All that was announced from `from` until before `to`, of the events that the endpoint is told of: the same bytes under the same " +
    "`webhook-id`. For a receiver that lost them, or was switched off: messages are kept for 30 days. What is still on its way isn't " +
    "sent twice.",
  access: requireScope("webhooks:write"),
  params: endpointIdInput,
  body: replayBody,
  bodyExample: { from: "2030-06-01T18:00:00Z", to: "2030-06-01T19:00:00Z" },
  responses: { 202: { description: "On the way", schema: replayOutput } },
  errors: ["not_found", "endpoint_disabled"],
  handler: async ({ ctx, params, body }) => reply(202, await replay({ ctx, input: { ...params, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/webhook-endpoints/{id}/replay", {
  POST: again,
});
