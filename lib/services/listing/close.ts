import { and, isNull } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { listings } from "@/lib/db/schema/sale";

/** Ends the listings of these tickets for good. The caller holds the tickets' locks. */
export async function closeListings(tx: Transaction, ticketIds: readonly string[], now: Date): Promise<void> {
  if (ticketIds.length === 0) return;
  await tx
    .update(listings)
    .set({ closedAt: now })
    .where(and(inList(listings.ticketId, ticketIds), isNull(listings.closedAt)));
}
