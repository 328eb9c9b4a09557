import { eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { AppError } from "@/lib/errors";
import { findAction } from "@/lib/services/action/find";
import { projectAction } from "@/lib/services/action/project-action";
import type { ActionOutput } from "@/lib/services/action/schema";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { announce } from "@/lib/webhooks/announce";
import { askContract } from "./ask-contract";
import { type EventRow, lockEvent } from "./find";
import { hasContract } from "./has-contract";
import { loadEventRecord } from "./load-records";
import { projectEvent } from "./project-event";
import type { EventIdInput, EventOutput } from "./schema";

/** `isAsked`: just now, of the chain. `action` is null where the chain has nothing to do, or its owner has done it there. */
export type Cancelled = { event: EventOutput; action: ActionOutput | null; isAsked: boolean };

/**
 * Cancels an event for ever: nothing is issued or sold any more and nobody is admitted, from now on; on the chain refunds open when
 * it follows. Without a contract it is simply cancelled. Cancelling again does nothing.
 * @throws {AppError} `forbidden`, `not_found`, `event_ended`: from then on the contract lets its owner alone cancel.
 */
export async function cancelEvent(options: { ctx: Context; input: EventIdInput }): Promise<Cancelled> {
  const { ctx, input } = options;
  authorise(ctx, "events:write");
  const { organisationId } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const event = await lockEvent(tx, { organisationId, id: input.id });
    if (event.status === "cancelled") {
      const { cancelActionId: id } = event;
      const action = id === null ? null : await findAction(tx, { organisationId, id });
      return { event: await project(tx, ctx, event), action, isAsked: false };
    }
    return cancel(tx, ctx, event);
  });
}

async function cancel(tx: Transaction, ctx: Context, event: EventRow): Promise<Cancelled> {
  const now = ctx.clock.now();
  const isOnChain = await hasContract(tx, event);
  if (isOnChain) requireOn(event, now);
  const action = isOnChain ? await askContract(tx, ctx, { event, kind: "cancel", payload: {} }) : null;
  const [cancelled] = await tx
    .update(events)
    .set({ status: "cancelled", cancelledAt: now, cancelActionId: action?.id ?? null, updatedAt: now })
    .where(eq(events.id, event.id))
    .returning();
  const { organisationId, id: eventId } = event;
  const data = { eventId, actionId: action?.id ?? null };
  await announce(tx, [{ organisationId, type: "event.cancelled", subject: eventId, data, at: now }]);
  await audit(tx, ctx, {
    action: "event.cancel",
    entity: "event",
    entityId: event.id,
    data: { actionId: action?.id ?? null },
  });
  return {
    event: await project(tx, ctx, cancelled ?? event),
    action: action && projectAction(action, null),
    isAsked: action !== null,
  };
}

function requireOn({ endsAt }: EventRow, now: Date): void {
  if (now < endsAt) return;
  throw new AppError(
    "event_ended",
    `The event ended at ${endsAt.toISOString()}: since then only the contract's owner may cancel it, from its own wallet.`,
  );
}

async function project(tx: Transaction, ctx: Context, event: EventRow): Promise<EventOutput> {
  const now = ctx.clock.now();
  return projectEvent(await loadEventRecord(tx, event, now), now);
}
