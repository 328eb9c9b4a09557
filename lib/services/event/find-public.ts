import { eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { isId } from "@/lib/ids";
import { notFound } from "@/lib/services/not-found";
import type { EventRow } from "./find";

/**
 * Anybody's event, drafts included, by our id: callers who are nobody's have no ids of their own.
 * @throws {AppError} `not_found`.
 */
export async function findPublicEvent(db: Queryable, id: string): Promise<EventRow> {
  if (!isId("evt", id)) throw notFound("event");
  const [event] = await db.select().from(events).where(eq(events.id, id));
  if (!event) throw notFound("event");
  return event;
}
