import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { insertRows } from "@/lib/db/insert-rows";
import { openTickets } from "@/lib/db/schema/open";
import { Changes } from "@/lib/services/ticket/changes";
import { lockStandings } from "@/lib/services/ticket/standing";
import { applyOpen, type OpenStanding } from "./apply-open";
import { type Call, itemsOf } from "./call";
import { findOpenTicketIds } from "./find-open-tickets";

const NAMES = [
  "updateTicket",
  "resoldTicket",
  "scannedTicket",
  "checkedInTicket",
  "invalidatedTicket",
  "claimedTicket",
] as const;

/** Does what the call asks of tickets, in its order: each item finds the ticket as those before it left it. */
export async function doTickets(call: Call): Promise<void> {
  const { tx, ctx } = call;
  const asked = itemsOf(call, NAMES);
  if (asked.length === 0) return;
  const ids = await findOpenTicketIds(call, asked);
  const known = [...new Set(ids.flatMap((id) => id ?? []))];
  const standings = await lockStandings(tx, known, ctx.clock.now());
  const rows = await loadOpenTickets(tx, known);
  const touched = new Map<string, OpenStanding>();
  const changes = new Changes(ctx);
  for (const [i, each] of asked.entries()) {
    const { item } = each;
    if (!item.isOpen) continue;
    const id = ids[i] ?? "";
    const standing = standings.get(id);
    if (!standing) {
      item.fail("ticketId", "There is no such ticket.");
      continue;
    }
    const open = touched.get(id) ?? { standing, open: rows.get(id) ?? emptyRow(id) };
    touched.set(id, open);
    item.attempt("ticketId", () => {
      const actionId = applyOpen(changes, open, each);
      const { userId } = open.open;
      item.promised = { actionId, eventId: standing.event.id, ticketId: id, userId };
    });
  }
  await changes.write(tx);
  await writeOpenTickets(tx, [...touched.values()]);
}

type OpenTicketRow = typeof openTickets.$inferSelect;

async function loadOpenTickets(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OpenTicketRow>> {
  const rows = await tx.select().from(openTickets).where(inList(openTickets.ticketId, ids));
  return new Map(rows.map((row) => [row.ticketId, row]));
}

/** Of a ticket that was minted by another call. */
function emptyRow(ticketId: string): OpenTicketRow {
  return {
    ticketId,
    userId: null,
    price: null,
    imageUrl: null,
    mediaUrl: null,
    name: null,
    description: null,
    attributes: null,
    orderTime: null,
    isScanned: false,
    isClaimed: false,
  };
}

/** The tickets are locked, so nobody writes these rows meanwhile. */
async function writeOpenTickets(tx: Transaction, touched: readonly OpenStanding[]): Promise<void> {
  const rows = touched.map(({ open }) => open);
  await tx.delete(openTickets).where(
    inList(
      openTickets.ticketId,
      rows.map(({ ticketId }) => ticketId),
    ),
  );
  await insertRows(tx, { table: openTickets, rows });
}
