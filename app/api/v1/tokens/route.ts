import { reply } from "@/lib/api/route/reply";
import { anyMember } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { tokenIssuer } from "@/lib/api/token-issuer";
import { createToken } from "@/lib/services/token/create";
import { createdTokenOutput, createTokenInput } from "@/lib/services/token/schema";

const create = route({
  operationId: "createToken",
  tag: "Account",
  summary: "Create a short-lived token",
  description:
    "A JWT (ES256) for a server that shouldn't hold your API key: it may do what you ask for here and no more than you, and " +
    "is sent like a key. It ends at `expiresAt`, or at once when the key behind it is revoked or the member who made it is " +
    "removed. A token made with a token ends when that does. Its calls count as calls of the key behind it.",
  access: anyMember,
  body: createTokenInput,
  bodyExample: { scopes: ["tickets:read", "checkins:write"], expiresInSeconds: 900 },
  responses: { 201: { description: "The token", schema: createdTokenOutput } },
  errors: ["forbidden"],
  handler: async ({ ctx, body }) =>
    reply(201, await createToken({ ctx, input: body, issuer: tokenIssuer() })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tokens", { POST: create });
