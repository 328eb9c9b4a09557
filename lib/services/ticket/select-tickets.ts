import { eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { actions, transactions } from "@/lib/db/schema/pipeline";
import { orders, tickets } from "@/lib/db/schema/tickets";
import { notFound } from "@/lib/services/not-found";
import { chainOfTicket } from "./chain-of-ticket";
import { projectTicket } from "./project-ticket";
import type { TicketOutput } from "./schema";

/** Tickets with all that their projection shows; the caller adds `where`, order and limit. */
export function selectTickets(db: Queryable) {
  return db
    .select({
      ticket: tickets,
      contract: events.contractAddress,
      orderReference: orders.reference,
      chain: chainOfTicket,
    })
    .from(tickets)
    .innerJoin(events, eq(events.id, tickets.eventId))
    .leftJoin(actions, eq(actions.id, tickets.lastActionId))
    .leftJoin(transactions, eq(transactions.id, actions.transactionId))
    .leftJoin(orders, eq(orders.id, tickets.orderId));
}

/** A ticket as it is now, for an answer. */
export async function readTicket(db: Queryable, id: string): Promise<TicketOutput> {
  const [row] = await selectTickets(db).where(eq(tickets.id, id));
  if (!row) throw notFound("ticket");
  return projectTicket(row);
}
