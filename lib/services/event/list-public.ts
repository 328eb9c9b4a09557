import { and, asc, eq, gt } from "drizzle-orm";
import { organisations } from "@/lib/db/schema/auth";
import { events } from "@/lib/db/schema/events";
import type { PublicContext } from "@/lib/services/context";
import { loadEventRecords } from "./load-records";
import { projectPublicEvent } from "./project-event";
import type { PublicEventOutput } from "./schema";

/** Published events that have not ended, soonest first. */
export async function listPublicEvents(options: {
  ctx: PublicContext;
  input: { limit: number };
}): Promise<PublicEventOutput[]> {
  const { ctx, input } = options;
  const now = ctx.clock.now();
  const rows = await ctx.db
    .select({ event: events, organiser: { name: organisations.name, slug: organisations.slug } })
    .from(events)
    .innerJoin(organisations, eq(organisations.id, events.organisationId))
    .where(and(eq(events.status, "published"), gt(events.endsAt, now)))
    .orderBy(asc(events.startsAt), asc(events.id))
    .limit(input.limit);
  const records = await loadEventRecords(
    ctx.db,
    rows.map((row) => row.event),
    now,
  );
  return rows.flatMap(({ organiser }, i) => {
    const record = records[i];
    return record ? [projectPublicEvent({ ...record, organiser }, now)] : [];
  });
}
