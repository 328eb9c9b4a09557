import { and, eq, type SQL } from "drizzle-orm";
import type { Queryable, Transaction } from "@/lib/db/database";
import { tickets } from "@/lib/db/schema/tickets";
import { isId } from "@/lib/ids";
import type { HolderContext } from "@/lib/services/context";
import { findEvent } from "@/lib/services/event/find";
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
  const named = await ticketsNamed(db, which);
  const found = await db.select({ id: tickets.id }).from(tickets).where(named).limit(2);
  return onlyTicket(found, which).id;
}

/**
 * The condition that the name's tickets meet: there may be several, of which {@link onlyTicket} makes a refusal.
 * @throws {AppError} `not_found` for a malformed id or an unknown event.
 */
export async function ticketsNamed(db: Queryable, which: WhichTicket): Promise<SQL | undefined> {
  const externalId = externalIdOf(which.id);
  if (externalId === null && !isId("tkt", which.id)) throw notFound("ticket");
  const event =
    which.eventId === undefined
      ? null
      : await findEvent(db, { organisationId: which.organisationId, id: which.eventId });
  return and(
    eq(tickets.organisationId, which.organisationId),
    externalId === null ? eq(tickets.id, which.id) : eq(tickets.externalId, externalId),
    event ? eq(tickets.eventId, event.id) : undefined,
  );
}

/**
 * What was found by a name, of which up to two were looked for.
 * @throws {AppError} `not_found`; `validation_failed` on `eventId` for more than one.
 */
export function onlyTicket<Found>(found: readonly Found[], which: WhichTicket): Found {
  const [ticket, another] = found;
  if (!ticket) throw notFound("ticket");
  if (!another) return ticket;
  const message = `is needed: tickets of several events have the external id ${externalIdOf(which.id)}`;
  throw invalidFields([{ path: "eventId", message }]);
}

/**
 * A ticket of whichever organisation, for somebody who will prove that it is theirs. `ext:` ids are the organiser's own, so they
 * are known to an actor of the organisation only.
 * @throws {AppError} `not_found`.
 */
export async function findAnyTicketId(
  db: Queryable,
  { actor }: Pick<HolderContext, "actor">,
  which: Omit<WhichTicket, "organisationId">,
): Promise<{ id: string; organisationId: string }> {
  if (externalIdOf(which.id) !== null && actor) {
    const { organisationId } = actor;
    return { id: await findTicketId(db, { ...which, organisationId }), organisationId };
  }
  if (!isId("tkt", which.id)) throw notFound("ticket");
  const [ticket] = await db
    .select({ id: tickets.id, organisationId: tickets.organisationId })
    .from(tickets)
    .where(eq(tickets.id, which.id));
  if (!ticket) throw notFound("ticket");
  return ticket;
}

/** Locks an organisation's ticket: nobody else changes it until the transaction ends. */
export async function lockTicket(tx: Transaction, which: WhichTicket): Promise<TicketRow> {
  const named = await ticketsNamed(tx, which);
  return onlyTicket(await tx.select().from(tickets).where(named).limit(2).for("update"), which);
}
