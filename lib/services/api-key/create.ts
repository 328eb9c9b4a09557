import { apiKeys } from "@/lib/db/schema/account";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import { type Context, SCOPES } from "@/lib/services/context";
import { invalidFields } from "@/lib/services/invalid-fields";
import { earliest, expiryOf } from "./expiry-of";
import { hashKey } from "./hash-key";
import { keyPrefix, newKey } from "./new-key";
import { projectApiKey } from "./project-api-key";
import type { CreateApiKeyInput, CreatedApiKeyOutput } from "./schema";

/**
 * Makes an API key that may do no more than its maker, and lasts no longer than the key or token that it is made with. The key is in this answer alone; we keep its hash.
 * @throws {AppError} `forbidden` (also for a scope that the caller lacks, and for more requests a minute than it has), `validation_failed`.
 */
export async function createApiKey(options: {
  ctx: Context;
  input: CreateApiKeyInput;
}): Promise<CreatedApiKeyOutput> {
  const { ctx, input } = options;
  authorise(ctx, "keys:write");
  for (const scope of input.scopes) authorise(ctx, scope);
  const now = ctx.clock.now();
  if (input.expiresAt && input.expiresAt <= now) {
    throw invalidFields([{ path: "expiresAt", message: "must be in the future" }]);
  }
  const rateLimitPerMinute = rateLimitFor(ctx, input);
  const key = newKey();
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(apiKeys)
      .values({
        id: newId("key"),
        organisationId: ctx.actor.organisationId,
        name: input.name,
        prefix: keyPrefix(key),
        hash: hashKey(key),
        scopes: SCOPES.filter((scope) => input.scopes.includes(scope)),
        createdBy: ctx.actor.id,
        createdAt: now,
        expiresAt: earliest([input.expiresAt, await expiryOf(tx, ctx.actor)]),
        rateLimitPerMinute,
      })
      .returning();
    if (!row) throw new Error("The key was not written.");
    await audit(tx, ctx, {
      action: "api_key.create",
      entity: "api_key",
      entityId: row.id,
      data: { name: row.name, scopes: row.scopes, prefix: row.prefix },
    });
    return { ...projectApiKey(row), key };
  });
}

/** A key with a limit of its own can't be left behind by making another. */
function rateLimitFor(ctx: Context, input: CreateApiKeyInput): number | null {
  const own = ctx.actor.rateLimitPerMinute ?? null;
  const asked = input.rateLimitPerMinute ?? own;
  if (asked === null || own === null || asked <= own) return asked;
  throw new AppError("forbidden", `This key may make ${own} requests a minute, and can't give another more.`);
}
