import { and, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { holds } from "@/lib/db/schema/sale";
import { holdIsUsed } from "./is-used";

/** A purchase may be mined in the last second that its permit is good, and be told of so much later. */
const NEWS_TRAVEL_MS = 120_000;

type CountOptions = { ticketTypeIds: readonly string[]; now: Date };

/**
 * How many tickets of each type are in open holds; types without any are left out. For a number to act on, the caller holds the
 * types' locks.
 */
export async function countHeld(db: Queryable, options: CountOptions): Promise<ReadonlyMap<string, number>> {
  return count(db, options.ticketTypeIds, and(gt(holds.expiresAt, options.now), isNull(holds.releasedAt)));
}

/**
 * How many tickets of each type may still be purchased by permits that were given out: those of released holds too, since a permit
 * can't be taken back, and those that expired a moment ago. What is promised beside them can be kept.
 */
export async function countPermitted(
  db: Queryable,
  { ticketTypeIds, now }: CountOptions,
): Promise<ReadonlyMap<string, number>> {
  return count(db, ticketTypeIds, gt(holds.expiresAt, new Date(now.getTime() - NEWS_TRAVEL_MS)));
}

async function count(
  db: Queryable,
  ticketTypeIds: readonly string[],
  counts: SQL | undefined,
): Promise<ReadonlyMap<string, number>> {
  if (ticketTypeIds.length === 0) return new Map();
  const rows = await db
    .select({ typeId: holds.ticketTypeId, quantity: sql<number>`sum(${holds.quantity})::int` })
    .from(holds)
    .where(and(inList(holds.ticketTypeId, ticketTypeIds), counts, sql`not ${holdIsUsed}`))
    .groupBy(holds.ticketTypeId);
  return new Map(rows.map(({ typeId, quantity }) => [typeId, quantity]));
}
