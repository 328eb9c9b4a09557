import { asc, eq } from "drizzle-orm";
import type { Address } from "viem";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { scans, tickets } from "@/lib/db/schema/tickets";
import type { EventRow } from "@/lib/services/event/find";
import { findListed } from "@/lib/services/listing/find-listed";
import { notFound } from "@/lib/services/not-found";
import type { TicketTypeRow } from "@/lib/services/ticket-type/project-ticket-type";
import type { TicketRow } from "./find";
import { loadPendingHolders } from "./load-pending-holders";
import type { ScanRow } from "./project-scan";

/** A ticket with all that decides what may be done with it. */
export type Standing = {
  ticket: TicketRow;
  event: EventRow;
  type: TicketTypeRow;
  /** Who holds it once all that is on its way has arrived; null: the contract does, in custody. */
  holder: Address | null;
  /** The scan that it is checked in by. */
  admission: ScanRow | null;
  /** Whether anybody may buy it on the market. */
  isListed: boolean;
};

/**
 * Tickets as they stand at `now`, by their ids. Nobody else changes them until the transaction ends; they are locked in the order of
 * their ids, so that two calls never wait for each other for ever.
 */
export async function lockStandings(
  tx: Transaction,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Standing>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(tickets)
    .where(inList(tickets.id, ids))
    .orderBy(asc(tickets.id))
    .for("update");
  const [eventById, typeById] = [await loadEvents(tx, rows), await loadTypes(tx, rows)];
  const pending = await loadPendingHolders(
    tx,
    rows.map((ticket) => ticket.id),
  );
  const admissions = await loadAdmissions(tx, rows);
  const listed = await findListed(tx, ids, now);
  return new Map(
    rows.flatMap((ticket) => {
      const event = eventById.get(ticket.eventId);
      const type = typeById.get(ticket.ticketTypeId);
      if (!event || !type) return [];
      const held = pending.has(ticket.id) ? pending.get(ticket.id) : (ticket.owner ?? ticket.recipient);
      const holder = held && held !== event.contractAddress ? held : null;
      const admission = admissions.get(ticket.checkedInScanId ?? "") ?? null;
      return [[ticket.id, { ticket, event, type, holder, admission, isListed: listed.has(ticket.id) }]];
    }),
  );
}

/**
 * {@link lockStandings} of one ticket.
 * @throws {AppError} `not_found`.
 */
export async function lockStanding(tx: Transaction, id: string, now: Date): Promise<Standing> {
  const standing = (await lockStandings(tx, [id], now)).get(id);
  if (!standing) throw notFound("ticket");
  return standing;
}

async function loadEvents(
  tx: Transaction,
  rows: readonly TicketRow[],
): Promise<ReadonlyMap<string, EventRow>> {
  const found = await tx
    .select()
    .from(events)
    .where(inList(events.id, distinct(rows.map((row) => row.eventId))));
  return new Map(found.map((event) => [event.id, event]));
}

async function loadTypes(
  tx: Transaction,
  rows: readonly TicketRow[],
): Promise<ReadonlyMap<string, TicketTypeRow>> {
  const found = await tx
    .select()
    .from(ticketTypes)
    .where(inList(ticketTypes.id, distinct(rows.map((row) => row.ticketTypeId))));
  return new Map(found.map((type) => [type.id, type]));
}

async function loadAdmissions(
  tx: Transaction,
  rows: readonly TicketRow[],
): Promise<ReadonlyMap<string, ScanRow>> {
  const ids = rows.flatMap((row) => row.checkedInScanId ?? []);
  if (ids.length === 0) return new Map();
  const found = ids.length === 1 ? eq(scans.id, ids[0] ?? "") : inList(scans.id, ids);
  return new Map((await tx.select().from(scans).where(found)).map((scan) => [scan.id, scan]));
}

const distinct = (ids: readonly string[]) => [...new Set(ids)];
