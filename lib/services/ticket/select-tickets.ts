import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { prepared } from "@/lib/db/prepared";
import { events } from "@/lib/db/schema/events";
import { actions, transactions } from "@/lib/db/schema/pipeline";
import { listings } from "@/lib/db/schema/sale";
import { orders, tickets } from "@/lib/db/schema/tickets";
import { listingIsOpen, type Moment } from "@/lib/services/listing/state";
import { notFound } from "@/lib/services/not-found";
import { chainOfTicket } from "./chain-of-ticket";
import { projectTicket } from "./project-ticket";
import type { TicketOutput } from "./schema";
import { shownColumns } from "./shown-columns";

/** Tickets with all that their projection shows as of `now`; the caller adds `where`, order and limit. */
export function selectTickets(db: Queryable, now: Moment) {
  return db
    .select({
      ticket: shownColumns,
      contract: events.contractAddress,
      orderReference: orders.reference,
      money: { currency: events.currency, currencyDecimals: events.currencyDecimals },
      listing: { id: listings.id, priceUnits: listings.priceUnits, expiresAt: listings.expiresAt },
      chain: chainOfTicket,
    })
    .from(tickets)
    .innerJoin(events, eq(events.id, tickets.eventId))
    .leftJoin(actions, eq(actions.id, tickets.lastActionId))
    .leftJoin(transactions, eq(transactions.id, actions.transactionId))
    .leftJoin(orders, eq(orders.id, tickets.orderId))
    .leftJoin(listings, and(eq(listings.ticketId, tickets.id), listingIsOpen(now)));
}

const ticketToRead = prepared((db) =>
  selectTickets(db, sql.placeholder("now"))
    .where(eq(tickets.id, sql.placeholder("id")))
    .prepare("ticket_to_read"),
);

/** A ticket as it is now, for an answer. */
export async function readTicket(db: Queryable, id: string, now: Date): Promise<TicketOutput> {
  const [row] = await ticketToRead(db).execute({ id, now: now.toISOString() });
  if (!row) throw notFound("ticket");
  return projectTicket(row);
}
