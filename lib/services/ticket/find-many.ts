import { and, eq, or } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { events } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import { AppError } from "@/lib/errors";
import { externalIdOf } from "@/lib/services/external-id";
import { notFound } from "@/lib/services/not-found";

type Which = { ticketId: string; eventId?: string | undefined };
type Found = { id: string; externalId: string | null; eventId: string; eventExternalId: string | null };

/**
 * The ids of many tickets of an organisation, by one question however many they are: in the order asked, and in place of those
 * that can't be told the reason (`not_found`, or `validation_failed` where tickets of several events answer to the name).
 */
export async function findTicketIds(
  db: Queryable,
  { organisationId, asked }: { organisationId: string; asked: readonly Which[] },
): Promise<(string | AppError)[]> {
  const names = [...new Set(asked.map(({ ticketId }) => ticketId))];
  const externalIds = names.flatMap((name) => externalIdOf(name) ?? []);
  const found = await db
    .select({
      id: tickets.id,
      externalId: tickets.externalId,
      eventId: tickets.eventId,
      eventExternalId: events.externalId,
    })
    .from(tickets)
    .innerJoin(events, eq(events.id, tickets.eventId))
    .where(
      and(
        eq(tickets.organisationId, organisationId),
        or(inList(tickets.id, names), inList(tickets.externalId, externalIds)),
      ),
    );
  const byName = Map.groupBy(
    found.flatMap((row) => [
      { name: row.id, row },
      ...(row.externalId === null ? [] : [{ name: `ext:${row.externalId}`, row }]),
    ]),
    ({ name }) => name,
  );
  return asked.map(({ ticketId, eventId }) => {
    const rows = (byName.get(ticketId) ?? []).map(({ row }) => row);
    return theOne(eventId === undefined ? rows : rows.filter((row) => isOf(row, eventId)));
  });
}

function isOf(row: Found, eventId: string): boolean {
  const externalId = externalIdOf(eventId);
  return externalId === null ? row.eventId === eventId : row.eventExternalId === externalId;
}

function theOne(rows: readonly Found[]): string | AppError {
  const [ticket, another] = rows;
  if (!ticket) return notFound("ticket");
  if (!another) return ticket.id;
  return new AppError(
    "validation_failed",
    "Tickets of several events have this external id: send eventId too.",
  );
}
