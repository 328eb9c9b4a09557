import { eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { listings } from "@/lib/db/schema/sale";
import { tickets } from "@/lib/db/schema/tickets";
import { listingStatus } from "./state";

/** Listings with all that their projection shows; the caller adds `where`, order and limit. */
export function selectListings(db: Queryable, now: Date) {
  return db
    .select({ listing: listings, ticket: tickets, event: events, status: listingStatus(now) })
    .from(listings)
    .innerJoin(tickets, eq(tickets.id, listings.ticketId))
    .innerJoin(events, eq(events.id, listings.eventId));
}

export type ListingRow = Awaited<ReturnType<typeof selectListings>>[number];
