import { sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { permitNonces } from "@/lib/db/schema/sale";

/** A number that no permit of the event had before: the one after the last. One that is not used in the end leaves a gap. */
export async function nextPermitNonce(db: Queryable, eventId: string): Promise<number> {
  const [row] = await db
    .insert(permitNonces)
    .values({ eventId, last: 1 })
    .onConflictDoUpdate({ target: permitNonces.eventId, set: { last: sql`${permitNonces.last} + 1` } })
    .returning({ nonce: permitNonces.last });
  if (!row) throw new Error("No nonce was given out.");
  return row.nonce;
}
