import { newId } from "@/lib/ids";
import { earliest, expiryOf } from "@/lib/services/api-key/expiry-of";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import { type Actor, type Context, SCOPES } from "@/lib/services/context";
import type { TokenIssuer } from "./issuer";
import type { CreatedTokenOutput, CreateTokenInput } from "./schema";
import { signToken } from "./sign";
import { currentKey } from "./signing-keys";

/**
 * Makes a short-lived token that may do no more than its maker, and lives no longer: neither than the API key behind it
 * nor than the token it was made with.
 * @throws {AppError} `forbidden` for a scope that the caller lacks.
 */
export async function createToken(options: {
  ctx: Context;
  input: CreateTokenInput;
  issuer: TokenIssuer;
}): Promise<CreatedTokenOutput> {
  const { ctx, input, issuer } = options;
  const { actor } = ctx;
  const asked = input.scopes ?? actor.scopes;
  for (const scope of asked) authorise(ctx, scope);
  const scopes = SCOPES.filter((scope) => asked.includes(scope));
  const now = ctx.clock.now();
  const wished = new Date(now.getTime() + input.expiresInSeconds * 1000);

  return ctx.db.transaction(async (tx) => {
    const exp = secondsOf(earliest([wished, await expiryOf(tx, actor)]) ?? wished);
    const id = newId("tok");
    const claims = {
      jti: id,
      sub: actor.id,
      actor: holderType(actor),
      org: actor.organisationId,
      scope: scopes.join(" "),
      exp,
    };
    const key = await currentKey(tx, { issuer, now });
    const token = await signToken({ key, claims, url: issuer.url, now });
    const expiresAt = new Date(exp * 1000).toISOString();
    await audit(tx, ctx, {
      action: "token.create",
      entity: "token",
      entityId: id,
      data: { scopes, expiresAt },
    });
    return { token, tokenType: "Bearer", expiresAt, scopes };
  });
}

function secondsOf(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}

function holderType({ type }: Actor) {
  if (type === "system" || type === "holder") throw new Error(`A ${type} has no token.`);
  return type;
}
