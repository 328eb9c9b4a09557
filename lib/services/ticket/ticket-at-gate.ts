import { and, eq, exists, getTableColumns, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { prepared } from "@/lib/db/prepared";
import { rowVersion } from "@/lib/db/row-version";
import { events } from "@/lib/db/schema/events";
import { listings } from "@/lib/db/schema/sale";
import { orders, tickets } from "@/lib/db/schema/tickets";
import { isId } from "@/lib/ids";
import { listingIsOpen, type Moment } from "@/lib/services/listing/state";
import { onlyTicket, ticketsNamed, type WhichTicket } from "./find";

/** An organisation's ticket with what gates need to know of it, and the version of its row, by which a change shows. */
export type TicketAtGate = Awaited<ReturnType<typeof findRows>>[number];

/**
 * Reads an organisation's ticket without locking it: whoever acts on what was read compares `version`.
 * @throws {AppError} `not_found`; `validation_failed` on `eventId` where tickets of several events answer to the name.
 */
export async function readTicketAtGate(db: Queryable, which: WhichTicket, now: Date): Promise<TicketAtGate> {
  return onlyTicket(await findRows(db, which, now), which);
}

const { status, endsAt, contractAddress, currency, currencyDecimals } = getTableColumns(events);

function select(db: Queryable, now: Moment) {
  const listing = db.select({ id: listings.id }).from(listings);
  return db
    .select({
      ticket: tickets,
      version: rowVersion(tickets),
      event: { status, endsAt, contractAddress, currency, currencyDecimals },
      orderReference: orders.reference,
      isListed: sql<boolean>`${exists(listing.where(and(eq(listings.ticketId, tickets.id), listingIsOpen(now))))}`,
      isListenedTo: sql<boolean>`exists (select 1 from webhook_endpoints w
        where w.organisation_id = ${tickets.organisationId})`,
    })
    .from(tickets)
    .innerJoin(events, eq(events.id, tickets.eventId))
    .leftJoin(orders, eq(orders.id, tickets.orderId));
}

const ticketOfId = prepared((db) =>
  select(db, sql.placeholder("now"))
    .where(
      and(
        eq(tickets.id, sql.placeholder("id")),
        eq(tickets.organisationId, sql.placeholder("organisationId")),
      ),
    )
    .prepare("ticket_at_gate"),
);

async function findRows(db: Queryable, which: WhichTicket, now: Date) {
  const { id, organisationId, eventId } = which;
  if (eventId === undefined && isId("tkt", id))
    return ticketOfId(db).execute({ id, organisationId, now: now.toISOString() });
  return select(db, now)
    .where(await ticketsNamed(db, which))
    .limit(2);
}
