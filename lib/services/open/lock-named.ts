import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { events } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import type { Context } from "@/lib/services/context";
import type { Parsed } from "./item";

/**
 * Locks what the items of a call name before any is done, in the order in which everybody does, events before tickets, so that two
 * calls never wait for each other for ever. An organisation's calls of this kind come one after another: ids of its own that two
 * of them sell at once are then seen by the second.
 */
export async function lockNamed(
  tx: Transaction,
  { actor }: Context,
  parsed: readonly Parsed[],
): Promise<void> {
  const { organisationId } = actor;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`open:${organisationId}`}, 0))`);
  const eventNames = distinct(parsed.map(({ data }) => ("eventId" in data ? data.eventId : null)));
  if (eventNames.length > 0)
    await tx
      .select({ id: events.id })
      .from(events)
      .where(and(eq(events.organisationId, organisationId), inList(events.externalId, eventNames)))
      .orderBy(asc(events.id))
      .for("no key update");
  const ticketNames = distinct(
    parsed.map(({ name, data }) => (name !== "soldTicket" && "ticketId" in data ? data.ticketId : null)),
  );
  if (ticketNames.length > 0)
    await tx
      .select({ id: tickets.id })
      .from(tickets)
      .where(and(eq(tickets.organisationId, organisationId), inList(tickets.externalId, ticketNames)))
      .orderBy(asc(tickets.id))
      .for("update");
}

const distinct = (names: readonly (string | null | undefined)[]) => [
  ...new Set(names.flatMap((name) => name ?? [])),
];
