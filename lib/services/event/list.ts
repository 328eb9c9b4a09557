import { and, desc, eq, lt } from "drizzle-orm";
import { events } from "@/lib/db/schema/events";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { readCursor, toPage } from "@/lib/services/list";
import { loadEventRecords } from "./load-records";
import { projectEvent } from "./project-event";
import type { EventPage, ListEventsInput } from "./schema";

/**
 * The organisation's events, newest first.
 * @throws {AppError} `forbidden`, `validation_failed` for a broken cursor.
 */
export async function listEvents({
  ctx,
  input,
}: {
  ctx: Context;
  input: ListEventsInput;
}): Promise<EventPage> {
  authorise(ctx, "events:read");
  const before = readCursor(input.cursor, "evt");
  const rows = await ctx.db
    .select()
    .from(events)
    .where(
      and(eq(events.organisationId, ctx.actor.organisationId), before ? lt(events.id, before) : undefined),
    )
    .orderBy(desc(events.id))
    .limit(input.limit + 1);
  const now = ctx.clock.now();
  const records = await loadEventRecords(ctx.db, rows, now);
  const withId = records.map((record) => ({ id: record.event.id, record }));
  return toPage(withId, input.limit, ({ record }) => projectEvent(record, now));
}
