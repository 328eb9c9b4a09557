import { eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { type ActionOptions, type ActionRow, enqueue } from "@/lib/services/action/enqueue";
import type { Context } from "@/lib/services/context";
import type { EventRow } from "./find";

export type ContractChange = "cancel" | "add_ticket_type" | "set_supply" | "extend";

type AskOptions<Kind extends ContractChange> = {
  event: Pick<EventRow, "id" | "organisationId" | "publishActionId" | "lastActionId">;
  kind: Kind;
  payload: ActionOptions<Kind>["payload"];
};

/** Asks an event's contract for a change, which comes after all that were asked for before it. The caller has locked the event. */
export async function askContract<Kind extends ContractChange>(
  tx: Transaction,
  ctx: Context,
  { event, kind, payload }: AskOptions<Kind>,
): Promise<ActionRow> {
  const action = await enqueue(tx, {
    kind,
    organisationId: event.organisationId,
    eventId: event.id,
    ticketIds: [],
    payload,
    afterActionId: event.lastActionId ?? event.publishActionId,
    requestId: ctx.requestId,
    now: ctx.clock.now(),
  });
  await tx.update(events).set({ lastActionId: action.id }).where(eq(events.id, event.id));
  return action;
}
