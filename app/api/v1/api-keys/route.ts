import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { createApiKey } from "@/lib/services/api-key/create";
import { listApiKeys } from "@/lib/services/api-key/list";
import {
  apiKeyPage,
  createApiKeyInput,
  createdApiKeyOutput,
  listApiKeysInput,
} from "@/lib/services/api-key/schema";

const list = route({
  operationId: "listApiKeys",
  tag: "Account",
  summary: "List API keys",
  description:
    "Your organisation's keys, newest first, without those revoked. The keys themselves are not kept.",
  access: requireScope("keys:write"),
  query: listApiKeysInput,
  responses: { 200: { description: "A page of keys", schema: apiKeyPage } },
  handler: async ({ ctx, query }) => reply(200, await listApiKeys({ ctx, input: query })),
});

const create = route({
  operationId: "createApiKey",
  tag: "Account",
  summary: "Create an API key",
  description:
    "The key is in this answer alone. A key can't be given a scope that its maker lacks, or more requests a minute than " +
    "its maker has. It belongs to the organisation: it goes on working when its maker leaves, until it expires or is revoked.",
  access: requireScope("keys:write"),
  body: createApiKeyInput,
  bodyExample: { name: "Box office", scopes: ["tickets:read", "tickets:write"], rateLimitPerMinute: 120 },
  responses: { 201: { description: "The key, shown once", schema: createdApiKeyOutput } },
  handler: async ({ ctx, body }) => reply(201, await createApiKey({ ctx, input: body })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/api-keys", {
  GET: list,
  POST: create,
});
