import type { Queryable } from "@/lib/db/database";
import { countHeld } from "@/lib/services/hold/count-held";

/** How many tickets of a type are reserved in open holds. The caller has locked the type, so that no hold is made meanwhile. */
export async function heldOf(db: Queryable, ticketTypeId: string, now: Date): Promise<number> {
  return (await countHeld(db, { ticketTypeIds: [ticketTypeId], now })).get(ticketTypeId) ?? 0;
}
