import { and, eq, type SQL } from "drizzle-orm";
import type { Queryable, Transaction } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { isId } from "@/lib/ids";
import { externalIdOf } from "@/lib/services/external-id";
import { notFound } from "@/lib/services/not-found";

export type EventRow = typeof events.$inferSelect;
type Which = { organisationId: string; id: string };

/**
 * An organisation's event by its id or `ext:` and the caller's own.
 * @throws {AppError} `not_found`.
 */
export async function findEvent(db: Queryable, which: Which): Promise<EventRow> {
  const [row] = await db.select().from(events).where(matching(which)).limit(1);
  if (!row) throw notFound("event");
  return row;
}

/** {@link findEvent}, and nobody else changes the event until the transaction ends. */
export async function lockEvent(tx: Transaction, which: Which): Promise<EventRow> {
  const [row] = await tx.select().from(events).where(matching(which)).limit(1).for("no key update");
  if (!row) throw notFound("event");
  return row;
}

function matching({ organisationId, id }: Which): SQL | undefined {
  const externalId = externalIdOf(id);
  if (externalId === null && !isId("evt", id)) throw notFound("event");
  const named = externalId === null ? eq(events.id, id) : eq(events.externalId, externalId);
  return and(eq(events.organisationId, organisationId), named);
}
