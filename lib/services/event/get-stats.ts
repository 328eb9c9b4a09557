import { and, asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { ticketTypes } from "@/lib/db/schema/events";
import { cursors } from "@/lib/db/schema/pipeline";
import { scans, type TicketStatus, tickets } from "@/lib/db/schema/tickets";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { countSales, type SaleCounts } from "./count-sales";
import { findEvent } from "./find";
import type { EventIdInput, EventStatsOutput } from "./schema";

type Counts = EventStatsOutput["totals"];

const NO_SALES: SaleCounts = { held: 0, sold: 0, listed: 0, resold: 0 };

/**
 * How many tickets of an event there are in each state, by type and in all, and how current the chain's side of it is.
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
  const left = await countLeft(ctx.db, event.id);
  const salesOf = await countSales(ctx.db, {
    event,
    ticketTypeIds: types.map((type) => type.id),
    now: ctx.clock.now(),
  });

  const byType = types.map(({ id, name, supply }) => {
    const counts = new Map(rows.filter((row) => row.typeId === id).map((row) => [row.status, row.count]));
    return {
      id,
      name,
      ...countsOf({ supply, byStatus: counts, left: left.get(id) ?? 0, sales: salesOf(id) }),
    };
  });
  return {
    ticketTypes: byType,
    totals: byType.reduce(add, countsOf({ supply: 0, byStatus: new Map(), left: 0, sales: NO_SALES })),
    chain: await readIndex(ctx.db, ctx.chain.chainId),
  };
}

/** Checked-in tickets by type that were last read at an exit. One that was checked in on the chain has no readings. */
async function countLeft(db: Queryable, eventId: string): Promise<ReadonlyMap<string, number>> {
  const lastReading = sql`(select ${scans.type} from ${scans}
    where ${scans.ticketId} = ${tickets.id} and ${scans.result} = 'admitted' and ${scans.undoneAt} is null
    order by ${scans.at} desc, ${scans.receivedAt} desc, ${scans.id} desc limit 1)`;
  const rows = await db
    .select({ typeId: tickets.ticketTypeId, count: sql<number>`count(*)::int` })
    .from(tickets)
    .where(and(eq(tickets.eventId, eventId), eq(tickets.status, "checked_in"), sql`${lastReading} = 'exit'`))
    .groupBy(tickets.ticketTypeId);
  return new Map(rows.map(({ typeId, count }) => [typeId, count]));
}

async function readIndex(db: Queryable, chainId: number): Promise<EventStatsOutput["chain"]> {
  const [cursor] = await db
    .select({ head: cursors.head, indexed: cursors.blockNumber })
    .from(cursors)
    .where(eq(cursors.chainId, chainId));
  if (!cursor) return { head: null, indexed: null, lagBlocks: null };
  return { ...cursor, lagBlocks: Math.max(0, cursor.head - cursor.indexed) };
}

function countsOf(counted: {
  supply: number;
  byStatus: ReadonlyMap<TicketStatus, number>;
  left: number;
  sales: SaleCounts;
}): Counts {
  const { supply, byStatus, left, sales } = counted;
  const count = (status: TicketStatus) => byStatus.get(status) ?? 0;
  const issued = count("pending") + count("valid") + count("checked_in");
  return {
    supply,
    issued,
    ...sales,
    available: supply - issued - sales.held,
    pending: count("pending"),
    checkedIn: count("checked_in"),
    insideNow: count("checked_in") - left,
    invalidated: count("invalidated"),
    failed: count("failed"),
  };
}

function add(a: Counts, b: Counts): Counts {
  return {
    supply: a.supply + b.supply,
    issued: a.issued + b.issued,
    held: a.held + b.held,
    sold: a.sold + b.sold,
    available: a.available + b.available,
    pending: a.pending + b.pending,
    checkedIn: a.checkedIn + b.checkedIn,
    insideNow: a.insideNow + b.insideNow,
    listed: a.listed + b.listed,
    resold: a.resold + b.resold,
    invalidated: a.invalidated + b.invalidated,
    failed: a.failed + b.failed,
  };
}
