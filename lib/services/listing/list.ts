import { and, desc, eq, lt } from "drizzle-orm";
import { listings } from "@/lib/db/schema/sale";
import type { HolderContext } from "@/lib/services/context";
import { findPublicEvent } from "@/lib/services/event/find-public";
import { readCursor, toPage } from "@/lib/services/list";
import { notFound } from "@/lib/services/not-found";
import { projectListing } from "./project-listing";
import type { ListingPage, ListListingsInput } from "./schema";
import { selectListings } from "./select-listings";
import { listingIsOpen } from "./state";

/**
 * The open listings of an event, newest first. A draft is unknown to the public.
 * @throws {AppError} `not_found`, `validation_failed` for a broken cursor.
 */
export async function listListings(options: {
  ctx: HolderContext;
  input: ListListingsInput;
}): Promise<ListingPage> {
  const { ctx, input } = options;
  const before = readCursor(input.cursor, "lst");
  const event = await findPublicEvent(ctx, input.id);
  if (event.status === "draft") throw notFound("event");
  const now = ctx.clock.now();
  const rows = await selectListings(ctx.db, now)
    .where(
      and(eq(listings.eventId, event.id), listingIsOpen(now), before ? lt(listings.id, before) : undefined),
    )
    .orderBy(desc(listings.id))
    .limit(input.limit + 1);
  const withId = rows.map((row) => ({ id: row.listing.id, row }));
  return toPage(withId, input.limit, ({ row }) => projectListing(row));
}
