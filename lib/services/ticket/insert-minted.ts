import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { insertRows } from "@/lib/db/insert-rows";
import { actions } from "@/lib/db/schema/pipeline";
import { orders, tickets } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";
import { newAction } from "@/lib/services/action/enqueue";
import type { EventRow } from "@/lib/services/event/find";
import type { TicketTypeRow } from "@/lib/services/ticket-type/project-ticket-type";
import { newClaimToken } from "./claim-token";
import type { TicketRow } from "./find";
import { groupOrders } from "./group-orders";
import type { MintTicketInput } from "./schema";

/** A ticket as it was written, with what is told once. */
export type MintedTicket = { ticket: TicketRow; orderReference: string | null; claimToken: string | null };

type InsertOptions = {
  event: EventRow;
  types: readonly Pick<TicketTypeRow, "id" | "lastActionId">[];
  batchId: string;
  asked: readonly MintTicketInput[];
  requestId: string;
  now: Date;
};

/** Writes the tickets of a call with their orders and one action per on-chain order, in the order of the call. */
export async function insertMinted(tx: Transaction, options: InsertOptions): Promise<MintedTicket[]> {
  const { event, types, batchId, asked, requestId, now } = options;
  const orderIds = await upsertOrders(tx, options);
  const ids = asked.map(() => newId("tkt"));
  const rows: MintedTicket[] = [];
  const typeActions = new Map(types.map(({ id, lastActionId }) => [id, lastActionId]));
  const actionRows = groupOrders(asked).map(({ indexes }) => {
    const action = newAction({
      kind: "mint",
      organisationId: event.organisationId,
      eventId: event.id,
      batchId,
      ticketIds: indexes.flatMap((index) => ids[index] ?? []),
      payload: {},
      // An order is of one type: its stock on the chain comes first.
      afterActionId: typeActions.get(asked[indexes[0] ?? 0]?.ticketTypeId ?? "") ?? event.publishActionId,
      requestId,
      now,
    });
    for (const index of indexes) {
      const input = asked[index];
      const id = ids[index];
      if (!input || !id) continue;
      const orderId = orderIds.get(input.orderId ?? "") ?? null;
      rows.push(mintedTicket({ id, input, event, orderId, actionId: action.id, now }));
    }
    return action;
  });
  await insertRows(tx, { table: actions, rows: actionRows });
  await insertRows(tx, { table: tickets, rows: rows.map(toInsert) });
  return rows;
}

function mintedTicket(options: {
  id: string;
  input: MintTicketInput;
  event: EventRow;
  orderId: string | null;
  actionId: string;
  now: Date;
}): MintedTicket {
  const { id, input, event, orderId, actionId, now } = options;
  const claim = input.to ? null : newClaimToken();
  const ticket: TicketRow = {
    id,
    organisationId: event.organisationId,
    eventId: event.id,
    ticketTypeId: input.ticketTypeId,
    orderId,
    externalId: input.externalId ?? null,
    email: input.email ?? null,
    attendeeName: input.attendee?.name ?? null,
    attendeeEmail: input.attendee?.email ?? null,
    seatSection: input.seat?.section ?? null,
    seatRow: input.seat?.row ?? null,
    seatNumber: input.seat?.seat ?? null,
    recipient: input.to ?? null,
    claimTokenHash: claim?.hash ?? null,
    mintActionId: actionId,
    lastActionId: actionId,
    mintTxHash: null,
    mintBlockNumber: null,
    mintPlace: null,
    mintFailed: false,
    tokenId: null,
    owner: null,
    checkedInAt: null,
    checkedInScanId: null,
    invalidatedAt: null,
    invalidatedReason: null,
    invalidatedNote: null,
    status: "pending",
    createdAt: now,
  };
  return { ticket, orderReference: input.orderId ?? null, claimToken: claim?.token ?? null };
}

/** `status` is the database's own to compute. */
function toInsert({ ticket: { status: _, ...row } }: MintedTicket): typeof tickets.$inferInsert {
  return row;
}

/** The order of each reference, made where there is none yet. */
async function upsertOrders(
  tx: Transaction,
  { event, asked, now }: InsertOptions,
): Promise<ReadonlyMap<string, string>> {
  const references = [...new Set(asked.flatMap((ticket) => ticket.orderId ?? []))];
  if (references.length === 0) return new Map();
  const rows = references.map((reference) => ({
    id: newId("ord"),
    organisationId: event.organisationId,
    eventId: event.id,
    reference,
    createdAt: now,
  }));
  await insertRows(tx, { table: orders, rows, skipExisting: true });
  const stored = await tx
    .select({ id: orders.id, reference: orders.reference })
    .from(orders)
    .where(and(eq(orders.eventId, event.id), inList(orders.reference, references)));
  return new Map(stored.map(({ id, reference }) => [reference ?? "", id]));
}
