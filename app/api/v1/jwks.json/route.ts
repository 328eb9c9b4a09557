import { openToAll } from "@/lib/api/route/open-to-all";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { tokenIssuer } from "@/lib/api/token-issuer";
import { listPublicKeys } from "@/lib/services/token/list-public-keys";
import { jsonWebKeySetOutput } from "@/lib/services/token/schema";

const get = route({
  operationId: "getJsonWebKeySet",
  tag: "Account",
  summary: "Get the keys that sign tokens",
  description:
    "A JSON Web Key Set, by which others can tell our tokens: `typ` is `at+jwt`, `alg` ES256, `iss` and `aud` the server's " +
    "own URL. A key signs for 90 days; its successor is in the set a day before it signs first, and a key stays until all " +
    "that it has signed has expired. Whether a token was revoked meanwhile only the API knows. Empty before the first token.",
  access: openToAll,
  responses: { 200: { description: "The public keys", schema: jsonWebKeySetOutput } },
  cors: true,
  handler: async ({ ctx }) => {
    const set = await listPublicKeys({ ctx, issuer: tokenIssuer() });
    // An empty set must not be kept: the first token's key would be missing from it.
    const kept = set.keys.length > 0 ? "public, max-age=300" : "no-store";
    return reply(200, set, { "Cache-Control": kept });
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/jwks.json", { GET: get });
