import { emptyBody } from "@/lib/api/empty-body";
import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { webhookSettings } from "@/lib/api/webhook-settings";
import { rotateSecret } from "@/lib/services/webhook/rotate-secret";
import { endpointIdInput, endpointWithSecretOutput } from "@/lib/services/webhook/schema";

const rotate = route({
  operationId: "rotateWebhookSecret",
  tag: "Webhooks",
  summary: "Rotate a webhook secret",
  description:
    "For 24 hours both secrets sign, so that your server can change over without missing anything.",
  access: requireScope("webhooks:write"),
  params: endpointIdInput,
  body: emptyBody,
  responses: { 200: { description: "The endpoint, with its new secret", schema: endpointWithSecretOutput } },
  errors: ["not_found"],
  handler: async ({ ctx, params }) =>
    reply(200, await rotateSecret({ ctx, input: params, settings: webhookSettings() })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource(
  "/webhook-endpoints/{id}/rotate-secret",
  {
    POST: rotate,
  },
);
