import { sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { permitNonces } from "@/lib/db/schema/sale";
import { orders } from "@/lib/db/schema/tickets";

/**
 * A number that no permit of the event had before: the one after the last that was given out here, or that the chain told of, where
 * an operator of the organiser's own sells too, or this database is an older copy. One that is not used in the end leaves a gap.
 */
export async function nextPermitNonce(db: Queryable, eventId: string): Promise<number> {
  // Others may count by other numbers than these, which are few enough for a column of ours.
  const used = sql`coalesce((select max(${orders.permitNonce}) from ${orders}
    where ${orders.eventId} = ${eventId} and ${orders.permitNonce} < ${Number.MAX_SAFE_INTEGER}), 0)::bigint`;
  const [row] = await db
    .insert(permitNonces)
    .values({ eventId, last: sql`${used} + 1` })
    .onConflictDoUpdate({
      target: permitNonces.eventId,
      set: { last: sql`greatest(${permitNonces.last}, ${used}) + 1` },
    })
    .returning({ nonce: permitNonces.last });
  if (!row) throw new Error("No nonce was given out.");
  return row.nonce;
}
