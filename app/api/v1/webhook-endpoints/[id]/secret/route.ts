import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { webhookSettings } from "@/lib/api/webhook-settings";
import { getSecret } from "@/lib/services/webhook/get-secret";
import { endpointIdInput, secretOutput } from "@/lib/services/webhook/schema";

const get = route({
  operationId: "getWebhookSecret",
  tag: "Webhooks",
  summary: "Read a webhook secret",
  description: "The secret that signs, and the one before while that signs too.",
  access: requireScope("webhooks:write"),
  params: endpointIdInput,
  responses: { 200: { description: "The secret", schema: secretOutput } },
  errors: ["not_found", "secret_unreadable"],
  handler: async ({ ctx, params }) =>
    reply(200, await getSecret({ ctx, input: params, settings: webhookSettings() })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/webhook-endpoints/{id}/secret", {
  GET: get,
});
