import { asc, eq, sql } from "drizzle-orm";
import { ticketTypes } from "@/lib/db/schema/events";
import { type TicketStatus, tickets } from "@/lib/db/schema/tickets";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { findEvent } from "./find";
import type { EventIdInput, EventStatsOutput } from "./schema";

type Counts = EventStatsOutput["totals"];

/**
 * How many tickets of an event there are in each state, by type and in all.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function getEventStats(options: {
  ctx: Context;
  input: EventIdInput;
}): Promise<EventStatsOutput> {
  const { ctx, input } = options;
  authorise(ctx, "events:read");
  const event = await findEvent(ctx.db, { organisationId: ctx.actor.organisationId, id: input.id });
  const types = await ctx.db
    .select()
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, event.id))
    .orderBy(asc(ticketTypes.number));
  const rows = await ctx.db
    .select({ typeId: tickets.ticketTypeId, status: tickets.status, count: sql<number>`count(*)::int` })
    .from(tickets)
    .where(eq(tickets.eventId, event.id))
    .groupBy(tickets.ticketTypeId, tickets.status);

  const byType = types.map(({ id, name, supply }) => {
    const counts = new Map(rows.filter((row) => row.typeId === id).map((row) => [row.status, row.count]));
    return { id, name, ...countsOf(supply, counts) };
  });
  return { ticketTypes: byType, totals: byType.reduce(add, countsOf(0, new Map())) };
}

function countsOf(supply: number, byStatus: ReadonlyMap<TicketStatus, number>): Counts {
  const count = (status: TicketStatus) => byStatus.get(status) ?? 0;
  const issued = count("pending") + count("valid") + count("checked_in");
  return {
    supply,
    issued,
    available: supply - issued,
    pending: count("pending"),
    checkedIn: count("checked_in"),
    invalidated: count("invalidated"),
    failed: count("failed"),
  };
}

function add(a: Counts, b: Counts): Counts {
  return {
    supply: a.supply + b.supply,
    issued: a.issued + b.issued,
    available: a.available + b.available,
    pending: a.pending + b.pending,
    checkedIn: a.checkedIn + b.checkedIn,
    invalidated: a.invalidated + b.invalidated,
    failed: a.failed + b.failed,
  };
}
