import { eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { apiKeys } from "@/lib/db/schema/account";
import { newId } from "@/lib/ids";
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
    const exp = secondsOf(earliest([wished, actor.token?.expiresAt, await keyExpiry(tx, actor)]));
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

async function keyExpiry(tx: Transaction, actor: Actor): Promise<Date | null> {
  if (actor.type !== "api_key") return null;
  const [key] = await tx
    .select({ expiresAt: apiKeys.expiresAt })
    .from(apiKeys)
    .where(eq(apiKeys.id, actor.id));
  return key?.expiresAt ?? null;
}

function earliest(moments: readonly (Date | null | undefined)[]): Date {
  return new Date(Math.min(...moments.flatMap((moment) => moment?.getTime() ?? [])));
}

function secondsOf(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}

function holderType({ type }: Actor) {
  if (type === "system" || type === "holder") throw new Error(`A ${type} has no token.`);
  return type;
}
