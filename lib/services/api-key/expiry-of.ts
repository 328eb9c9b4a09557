import { eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { apiKeys } from "@/lib/db/schema/account";
import type { Actor } from "@/lib/services/context";

/** When what the actor calls with ends: their token, or the API key behind them, whichever is earlier; null: neither does. */
export async function expiryOf(db: Queryable, actor: Actor): Promise<Date | null> {
  return earliest([actor.token?.expiresAt, await keyExpiry(db, actor)]);
}

/** The earliest of moments of which some are none; null where all are. */
export function earliest(moments: readonly (Date | null | undefined)[]): Date | null {
  const times = moments.flatMap((moment) => moment?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times));
}

async function keyExpiry(db: Queryable, actor: Actor): Promise<Date | null> {
  if (actor.type !== "api_key") return null;
  const [key] = await db
    .select({ expiresAt: apiKeys.expiresAt })
    .from(apiKeys)
    .where(eq(apiKeys.id, actor.id));
  return key?.expiresAt ?? null;
}
