import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { revokeApiKey } from "@/lib/services/api-key/revoke";
import { apiKeyIdInput, apiKeyOutput } from "@/lib/services/api-key/schema";

const revoke = route({
  operationId: "revokeApiKey",
  tag: "Account",
  summary: "Revoke an API key",
  description: "The key stops to work at once and for good.",
  access: requireScope("keys:write"),
  params: apiKeyIdInput,
  responses: { 200: { description: "The key that was revoked", schema: apiKeyOutput } },
  errors: ["not_found"],
  handler: async ({ ctx, params }) => reply(200, await revokeApiKey({ ctx, input: params })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/api-keys/{id}", {
  DELETE: revoke,
});
