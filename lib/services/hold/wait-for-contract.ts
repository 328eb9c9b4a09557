import { setTimeout as pause } from "node:timers/promises";
import { inArray } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { type ActionStatus, actions } from "@/lib/db/schema/pipeline";
import { AppError } from "@/lib/errors";
import type { EventRow } from "@/lib/services/event/find";
import type { TicketTypeRow } from "@/lib/services/ticket-type/project-ticket-type";

const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 100;

type Sold = { event: EventRow; type: TicketTypeRow };

/**
 * Waits a moment for the contract of an event that was published just now, and for a type that was added to it just now. A buyer
 * who pays to an address that has no code yet loses the money, so there is no permit before: this is the one request that waits for
 * a block. The type's number may be another then.
 * @throws {AppError} `event_not_published` where it takes longer, or the chain refused.
 */
export async function waitForContract(db: Queryable, sold: Sold): Promise<void> {
  const giveUpMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const statuses = await statusesOf(db, sold);
    if (statuses.every((status) => status === "confirmed" || status === "final")) return;
    if (statuses.includes("failed"))
      throw new AppError(
        "event_not_published",
        "The chain refused the event's contract or this ticket type.",
      );
    if (performance.now() >= giveUpMs)
      throw new AppError(
        "event_not_published",
        "The event's contract or this ticket type is still on its way to the chain: try again in a moment.",
      );
    await pause(LOOK_EVERY_MS);
  }
}

/** How far the deployment is, and the type's addition where it wasn't deployed with it. */
async function statusesOf(db: Queryable, { event, type }: Sold): Promise<ActionStatus[]> {
  const rows = await db
    .select({ status: actions.status })
    .from(actions)
    .where(inArray(actions.id, [event.publishActionId ?? "", type.addActionId ?? ""]));
  return rows.map(({ status }) => status);
}
