import { and, eq, ne } from "drizzle-orm";
import { organisations } from "@/lib/db/schema/auth";
import { events } from "@/lib/db/schema/events";
import type { PublicContext } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { loadEventRecord } from "./load-records";
import { projectPublicEvent } from "./project-event";
import type { PublicEventOutput } from "./schema";

/**
 * An event as anybody may see it: published, ended or cancelled. A draft is unknown to the public.
 * @throws {AppError} `not_found`.
 */
export async function getPublicEventBySlug(options: {
  ctx: PublicContext;
  input: { slug: string };
}): Promise<PublicEventOutput> {
  const { ctx, input } = options;
  if (!/^[a-z0-9-]+$/.test(input.slug)) throw notFound("event");
  const now = ctx.clock.now();
  const [row] = await ctx.db
    .select({ event: events, organiser: { name: organisations.name, slug: organisations.slug } })
    .from(events)
    .innerJoin(organisations, eq(organisations.id, events.organisationId))
    .where(and(eq(events.slug, input.slug), ne(events.status, "draft")));
  if (!row) throw notFound("event");
  const record = await loadEventRecord(ctx.db, row.event, now);
  return projectPublicEvent({ ...record, organiser: row.organiser }, now);
}
