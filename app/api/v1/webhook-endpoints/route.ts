import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { webhookSettings } from "@/lib/api/webhook-settings";
import { createEndpoint } from "@/lib/services/webhook/create";
import { listEndpoints } from "@/lib/services/webhook/list";
import { judgeReceiver } from "@/lib/services/webhook/require-receiver";
import {
  createEndpointInput,
  endpointPage,
  endpointWithSecretOutput,
  listEndpointsInput,
} from "@/lib/services/webhook/schema";

const list = route({
  operationId: "listWebhookEndpoints",
  tag: "Webhooks",
  summary: "List webhook endpoints",
  description: "Your organisation's endpoints, newest first, without their secrets.",
  access: requireScope("webhooks:write"),
  query: listEndpointsInput,
  responses: { 200: { description: "A page of endpoints", schema: endpointPage } },
  handler: async ({ ctx, query }) => reply(200, await listEndpoints({ ctx, input: query })),
});

const create = route({
  operationId: "createWebhookEndpoint",
  tag: "Webhooks",
  summary: "Create a webhook endpoint",
  description:
    "Your server is told of these events from now on: `{ type, timestamp, data }`, signed with `secret` as Standard Webhooks. " +
    "Answer 2xx within 30 seconds; anything else is tried again for three days (5 s, 30 s, 2 m, 10 m, 1 h, 3 h, 6 h, 12 h, 24 h, " +
    "24 h), 410 switches the endpoint off, redirects aren't followed. What concerns one ticket is told in order, and at least once: " +
    "`webhook-id` is the same each time. Addresses that aren't on the public internet are refused.",
  access: requireScope("webhooks:write"),
  body: createEndpointInput,
  bodyExample: { url: "https://example.org/webhooks", events: ["ticket.issued", "ticket.checked_in"] },
  responses: { 201: { description: "The endpoint, with its secret", schema: endpointWithSecretOutput } },
  wait: ({ ctx, body }) => judgeReceiver({ ctx, input: body, settings: webhookSettings() }),
  handler: async ({ ctx, body }) =>
    reply(201, await createEndpoint({ ctx, input: body, settings: webhookSettings() })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/webhook-endpoints", {
  GET: list,
  POST: create,
});
