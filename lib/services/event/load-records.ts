import { asc, inArray, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { ticketTypes } from "@/lib/db/schema/events";
import { loadChainStates } from "@/lib/services/action/load-chain-states";
import type { ChainState } from "@/lib/services/action/schema";
import { countHeld } from "@/lib/services/hold/count-held";
import type { TicketTypeRow } from "@/lib/services/ticket-type/project-ticket-type";
import type { EventRow } from "./find";

/** An event with what its projections show beside its own row. */
export type EventRecord = {
  event: EventRow;
  types: TicketTypeRow[];
  /** Tickets in open holds, by type. */
  held: ReadonlyMap<string, number>;
  chain: ChainState | null;
};

/** The records of these events as of `now`, in their order, by three queries however many they are. */
export async function loadEventRecords(
  db: Queryable,
  rows: readonly EventRow[],
  now: Date,
): Promise<EventRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((event) => event.id);
  const types = await db
    .select()
    .from(ticketTypes)
    .where(inArray(ticketTypes.eventId, ids))
    // Those that the chain refused, with numbers below 0, last.
    .orderBy(asc(ticketTypes.eventId), sql`${ticketTypes.number} < 0`, sql`abs(${ticketTypes.number})`);
  const held = await countHeld(db, { ticketTypeIds: types.map((type) => type.id), now });
  const states = await loadChainStates(
    db,
    rows.flatMap((event) => event.publishActionId ?? []),
  );
  return rows.map((event) => ({
    event,
    types: types.filter((type) => type.eventId === event.id),
    held,
    chain: states.get(event.publishActionId ?? "") ?? null,
  }));
}

/** The record of one event. */
export async function loadEventRecord(db: Queryable, event: EventRow, now: Date): Promise<EventRecord> {
  const [record] = await loadEventRecords(db, [event], now);
  return record ?? { event, types: [], held: new Map(), chain: null };
}
