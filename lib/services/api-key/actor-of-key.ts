import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { apiKeys } from "@/lib/db/schema/account";
import type { Actor, Clock } from "@/lib/services/context";
import { type ApiKeyRow, scopesOf } from "./project-api-key";

/** `last_used_at` is written at most this often, so that reading with a key stays a read. */
const TOUCH_EVERY_MS = 60_000;

/** Whom a key speaks for, or null where there is none, or it is revoked or expired. Notes its use. */
export async function actorOfKey(options: {
  db: Database;
  row: ApiKeyRow | undefined;
  clock: Clock;
}): Promise<Actor | null> {
  const { db, row, clock } = options;
  const now = clock.now();
  if (!row || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) return null;
  const stale = new Date(now.getTime() - TOUCH_EVERY_MS);
  if (row.lastUsedAt === null || row.lastUsedAt < stale) {
    await db
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(and(eq(apiKeys.id, row.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))));
  }
  const { id, organisationId, rateLimitPerMinute } = row;
  const limit = rateLimitPerMinute === null ? {} : { rateLimitPerMinute };
  return { type: "api_key", id, organisationId, scopes: scopesOf(row), ...limit };
}
