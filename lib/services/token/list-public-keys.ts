import type { PublicContext } from "@/lib/services/context";
import { ALGORITHM } from "./claims";
import type { TokenIssuer } from "./issuer";
import type { JsonWebKeySetOutput } from "./schema";
import { trustedKeys } from "./signing-keys";

/** The keys by which anybody can tell our tokens (RFC 7517), without their private parts. */
export async function listPublicKeys(options: {
  ctx: PublicContext;
  issuer: TokenIssuer;
}): Promise<JsonWebKeySetOutput> {
  const { ctx, issuer } = options;
  const keys = await trustedKeys(ctx.db, { issuer, now: ctx.clock.now() });
  return {
    keys: keys.map(({ id, publicKey: { kty, crv, x, y } }) => ({
      kty,
      crv,
      x,
      y,
      kid: id,
      alg: ALGORITHM,
      use: "sig",
    })),
  };
}
