import { asc, inArray } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { ticketTypes } from "@/lib/db/schema/events";
import { loadChainStates } from "@/lib/services/action/load-chain-states";
import type { ChainState } from "@/lib/services/action/schema";
import type { EventRow } from "./find";

export type TicketTypeRow = typeof ticketTypes.$inferSelect;

/** An event with what its projections show beside its own row. */
export type EventRecord = { event: EventRow; types: TicketTypeRow[]; chain: ChainState | null };

/** The records of these events, in their order, by two queries however many they are. */
export async function loadEventRecords(db: Queryable, rows: readonly EventRow[]): Promise<EventRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((event) => event.id);
  const types = await db
    .select()
    .from(ticketTypes)
    .where(inArray(ticketTypes.eventId, ids))
    .orderBy(asc(ticketTypes.eventId), asc(ticketTypes.number));
  const states = await loadChainStates(
    db,
    rows.flatMap((event) => event.publishActionId ?? []),
  );
  return rows.map((event) => ({
    event,
    types: types.filter((type) => type.eventId === event.id),
    chain: states.get(event.publishActionId ?? "") ?? null,
  }));
}

/** The record of one event. */
export async function loadEventRecord(db: Queryable, event: EventRow): Promise<EventRecord> {
  const [record] = await loadEventRecords(db, [event]);
  return record ?? { event, types: [], chain: null };
}
