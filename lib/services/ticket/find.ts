import { and, eq } from "drizzle-orm";
import type { Queryable, Transaction } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import { isId } from "@/lib/ids";
import { type EventRow, findEvent } from "@/lib/services/event/find";
import { externalIdOf } from "@/lib/services/external-id";
import { invalidFields } from "@/lib/services/invalid-fields";
import { notFound } from "@/lib/services/not-found";

export type TicketRow = typeof tickets.$inferSelect;

/** A ticket by its id, or by `ext:` and the caller's own id, which is unique within an event only. */
export type WhichTicket = { organisationId: string; id: string; eventId?: string | undefined };

/**
 * The id of an organisation's ticket.
 * @throws {AppError} `not_found`; `validation_failed` on `eventId` where tickets of several events answer to the name.
 */
export async function findTicketId(db: Queryable, which: WhichTicket): Promise<string> {
  const externalId = externalIdOf(which.id);
  if (externalId === null && !isId("tkt", which.id)) throw notFound("ticket");
  const event =
    which.eventId === undefined
      ? null
      : await findEvent(db, { organisationId: which.organisationId, id: which.eventId });
  const found = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(
        eq(tickets.organisationId, which.organisationId),
        externalId === null ? eq(tickets.id, which.id) : eq(tickets.externalId, externalId),
        event ? eq(tickets.eventId, event.id) : undefined,
      ),
    )
    .limit(2);
  const [ticket, another] = found;
  if (!ticket) throw notFound("ticket");
  if (another) {
    const message = `is needed: tickets of several events have the external id ${externalId}`;
    throw invalidFields([{ path: "eventId", message }]);
  }
  return ticket.id;
}

/** An organisation's ticket and its event. Nobody else changes the ticket until the transaction ends. */
export async function lockTicket(
  tx: Transaction,
  which: WhichTicket,
): Promise<{ ticket: TicketRow; event: EventRow }> {
  const id = await findTicketId(tx, which);
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, id)).for("update");
  if (!ticket) throw notFound("ticket");
  const [event] = await tx.select().from(events).where(eq(events.id, ticket.eventId));
  if (!event) throw notFound("ticket");
  return { ticket, event };
}
