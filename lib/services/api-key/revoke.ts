import { and, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/lib/db/schema/account";
import { isId } from "@/lib/ids";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { projectApiKey } from "./project-api-key";
import type { ApiKeyIdInput, ApiKeyOutput } from "./schema";

/**
 * Ends a key at once, for good.
 * @throws {AppError} `forbidden`, `not_found`, also for one that is revoked already.
 */
export async function revokeApiKey(options: { ctx: Context; input: ApiKeyIdInput }): Promise<ApiKeyOutput> {
  const { ctx, input } = options;
  authorise(ctx, "keys:write");
  if (!isId("key", input.id)) throw notFound("API key");
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.clock.now() })
      .where(
        and(
          eq(apiKeys.id, input.id),
          eq(apiKeys.organisationId, ctx.actor.organisationId),
          isNull(apiKeys.revokedAt),
        ),
      )
      .returning();
    if (!row) throw notFound("API key");
    await audit(tx, ctx, {
      action: "api_key.revoke",
      entity: "api_key",
      entityId: row.id,
      data: { name: row.name, prefix: row.prefix },
    });
    return projectApiKey(row);
  });
}
