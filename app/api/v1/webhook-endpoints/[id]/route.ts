import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { webhookSettings } from "@/lib/api/webhook-settings";
import { getEndpoint } from "@/lib/services/webhook/get";
import { removeEndpoint } from "@/lib/services/webhook/remove";
import { judgeReceiver } from "@/lib/services/webhook/require-receiver";
import { endpointIdInput, endpointOutput, updateEndpointBody } from "@/lib/services/webhook/schema";
import { updateEndpoint } from "@/lib/services/webhook/update";

const get = route({
  operationId: "getWebhookEndpoint",
  tag: "Webhooks",
  summary: "Get a webhook endpoint",
  description: "One of your endpoints, and why it is switched off, if it is.",
  access: requireScope("webhooks:write"),
  params: endpointIdInput,
  responses: { 200: { description: "The endpoint", schema: endpointOutput } },
  errors: ["not_found"],
  handler: async ({ ctx, params }) => reply(200, await getEndpoint({ ctx, input: params })),
});

const update = route({
  operationId: "updateWebhookEndpoint",
  tag: "Webhooks",
  summary: "Change a webhook endpoint",
  description:
    "Fields left out stay as they are. Enabling one that was switched off also sends what still waits for it; replay what " +
    "happened while it was off.",
  access: requireScope("webhooks:write"),
  params: endpointIdInput,
  body: updateEndpointBody,
  bodyExample: { status: "enabled" },
  responses: { 200: { description: "The endpoint as it is now", schema: endpointOutput } },
  errors: ["not_found"],
  wait: ({ ctx, body }) => judgeReceiver({ ctx, input: body, settings: webhookSettings() }),
  handler: async ({ ctx, params, body }) =>
    reply(200, await updateEndpoint({ ctx, input: { ...params, ...body }, settings: webhookSettings() })),
});

const remove = route({
  operationId: "deleteWebhookEndpoint",
  tag: "Webhooks",
  summary: "Delete a webhook endpoint",
  description: "With its deliveries: nothing more is sent to it.",
  access: requireScope("webhooks:write"),
  params: endpointIdInput,
  responses: { 200: { description: "The endpoint that was deleted", schema: endpointOutput } },
  errors: ["not_found"],
  handler: async ({ ctx, params }) => reply(200, await removeEndpoint({ ctx, input: params })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/webhook-endpoints/{id}", {
  GET: get,
  PATCH: update,
  DELETE: remove,
});
