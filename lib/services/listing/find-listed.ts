import { and, eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { events } from "@/lib/db/schema/events";
import { listings } from "@/lib/db/schema/sale";
import { tickets } from "@/lib/db/schema/tickets";
import { listingIsOpen } from "./state";

/** Which of these tickets are offered for resale. The caller holds the tickets' locks, which new listings wait for. */
export async function findListed(
  db: Queryable,
  ticketIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const [first = ""] = ticketIds;
  const isAsked =
    ticketIds.length === 1 ? eq(listings.ticketId, first) : inList(listings.ticketId, ticketIds);
  const rows = await db
    .select({ ticketId: listings.ticketId })
    .from(listings)
    .innerJoin(tickets, eq(tickets.id, listings.ticketId))
    .innerJoin(events, eq(events.id, listings.eventId))
    .where(and(isAsked, listingIsOpen(now)));
  return new Set(rows.map(({ ticketId }) => ticketId));
}
