import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { apiKeys } from "@/lib/db/schema/account";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { readCursor, toPage } from "@/lib/services/list";
import { projectApiKey } from "./project-api-key";
import type { ApiKeyPage, ListApiKeysInput } from "./schema";

/**
 * The organisation's keys that are not revoked, newest first, without their secrets.
 * @throws {AppError} `forbidden`, `validation_failed` for a broken cursor.
 */
export async function listApiKeys(options: { ctx: Context; input: ListApiKeysInput }): Promise<ApiKeyPage> {
  const { ctx, input } = options;
  authorise(ctx, "keys:write");
  const before = readCursor(input.cursor, "key");
  const rows = await ctx.db
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.organisationId, ctx.actor.organisationId),
        isNull(apiKeys.revokedAt),
        before ? lt(apiKeys.id, before) : undefined,
      ),
    )
    .orderBy(desc(apiKeys.id))
    .limit(input.limit + 1);
  return toPage(rows, input.limit, projectApiKey);
}
