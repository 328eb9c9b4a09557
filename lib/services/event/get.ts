import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { findEvent } from "./find";
import { loadEventRecord } from "./load-records";
import { projectEvent } from "./project-event";
import type { EventIdInput, EventOutput } from "./schema";

/**
 * One event by its id or `ext:` and the caller's own.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function getEvent({ ctx, input }: { ctx: Context; input: EventIdInput }): Promise<EventOutput> {
  authorise(ctx, "events:read");
  const event = await findEvent(ctx.db, { organisationId: ctx.actor.organisationId, id: input.id });
  const now = ctx.clock.now();
  return projectEvent(await loadEventRecord(ctx.db, event, now), now);
}
