import { eq } from "drizzle-orm";
import { events } from "@/lib/db/schema/events";
import { isId } from "@/lib/ids";
import type { HolderContext } from "@/lib/services/context";
import { externalIdOf } from "@/lib/services/external-id";
import { notFound } from "@/lib/services/not-found";
import { type EventRow, findEvent } from "./find";

/**
 * Anybody's event, drafts included, by our id; whoever is of an organisation finds its events by `ext:` and its own ids, too.
 * @throws {AppError} `not_found`.
 */
export async function findPublicEvent({ db, actor }: HolderContext, id: string): Promise<EventRow> {
  if (actor && externalIdOf(id) !== null) return findEvent(db, { organisationId: actor.organisationId, id });
  if (!isId("evt", id)) throw notFound("event");
  const [event] = await db.select().from(events).where(eq(events.id, id));
  if (!event) throw notFound("event");
  return event;
}
