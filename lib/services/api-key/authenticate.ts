import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { apiKeys } from "@/lib/db/schema/account";
import type { Actor, Clock } from "@/lib/services/context";
import { hashKey } from "./hash-key";
import { scopesOf } from "./project-api-key";

/** `last_used_at` is written at most this often, so that reading with a key stays a read. */
const TOUCH_EVERY_MS = 60_000;

/** Who a key speaks for, or null for one that is unknown, revoked or expired. */
export async function authenticateApiKey(options: {
  db: Database;
  key: string;
  clock: Clock;
}): Promise<Actor | null> {
  const { db, key, clock } = options;
  const now = clock.now();
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.hash, hashKey(key)),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
      ),
    );
  if (!row) return null;
  const stale = new Date(now.getTime() - TOUCH_EVERY_MS);
  if (row.lastUsedAt === null || row.lastUsedAt < stale) {
    await db
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(and(eq(apiKeys.id, row.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))));
  }
  return { type: "api_key", id: row.id, organisationId: row.organisationId, scopes: scopesOf(row) };
}
