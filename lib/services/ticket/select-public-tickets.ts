import { eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { organisations } from "@/lib/db/schema/auth";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { actions, transactions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { chainOfTicket } from "./chain-of-ticket";

/** Tickets with all that {@link projectPublicTicket} shows; the caller adds `where`, order and limit. */
export function selectPublicTickets(db: Queryable) {
  return db
    .select({
      ticket: tickets,
      type: ticketTypes,
      event: events,
      organiser: { name: organisations.name, slug: organisations.slug },
      chain: chainOfTicket,
    })
    .from(tickets)
    .innerJoin(events, eq(events.id, tickets.eventId))
    .innerJoin(ticketTypes, eq(ticketTypes.id, tickets.ticketTypeId))
    .innerJoin(organisations, eq(organisations.id, events.organisationId))
    .leftJoin(actions, eq(actions.id, tickets.lastActionId))
    .leftJoin(transactions, eq(transactions.id, actions.transactionId));
}

/** A ticket with its event, type and organiser. */
export type PublicTicketRow = Awaited<ReturnType<typeof selectPublicTickets>>[number];
