import { asc, eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import type { FieldError } from "@/lib/errors";
import type { ActionRow } from "@/lib/services/action/enqueue";
import { projectAction } from "@/lib/services/action/project-action";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { askContract } from "@/lib/services/event/ask-contract";
import { checkPrice } from "@/lib/services/event/check-create";
import { type EventRow, lockEvent } from "@/lib/services/event/find";
import { hasContract } from "@/lib/services/event/has-contract";
import { requireFields } from "@/lib/services/invalid-fields";
import { checkName } from "./check-name";
import { newTicketType } from "./new-ticket-type";
import { projectTicketType, type TicketTypeRow } from "./project-ticket-type";
import { requireIssuing } from "./require-issuing";
import type { AddTicketTypeInput, ChangedTicketTypeOutput } from "./schema";

/** As many as an event can be made with. */
const TYPES_MAX = 100;
const tooMany: FieldError = {
  path: "name",
  message: `is one too many: an event has at most ${TYPES_MAX} ticket types`,
};

/**
 * Adds a ticket type to an event. Tickets of it can be issued at once; where the event has a contract, the chain follows.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed`, `event_cancelled`, `event_ended`.
 */
export async function addTicketType(options: {
  ctx: Context;
  input: AddTicketTypeInput;
}): Promise<ChangedTicketTypeOutput> {
  const { ctx, input } = options;
  authorise(ctx, "events:write");
  return ctx.db.transaction(async (tx) => {
    const event = await lockEvent(tx, { organisationId: ctx.actor.organisationId, id: input.id });
    requireIssuing(event, ctx.clock.now());
    const others = await tx
      .select()
      .from(ticketTypes)
      .where(eq(ticketTypes.eventId, event.id))
      .orderBy(asc(ticketTypes.number));
    requireFields(checkNew(input, event, others));
    return add(tx, ctx, { event, others, input });
  });
}

/** What a schema alone can't see in a new type: all of it at once. */
function checkNew(
  { name, price }: AddTicketTypeInput,
  event: EventRow,
  others: readonly TicketTypeRow[],
): FieldError[] {
  const message = checkPrice(price, event);
  return [
    ...(message ? [{ path: "price", message }] : []),
    ...checkName(name, others),
    ...(others.length < TYPES_MAX ? [] : [tooMany]),
  ];
}

type AddOptions = { event: EventRow; others: readonly TicketTypeRow[]; input: AddTicketTypeInput };

async function add(
  tx: Transaction,
  ctx: Context,
  { event, others, input }: AddOptions,
): Promise<ChangedTicketTypeOutput> {
  const now = ctx.clock.now();
  // As the contract counts them. Those that it refused have numbers below 0.
  const number = Math.max(0, others.at(-1)?.number ?? 0) + 1;
  const row = newTicketType({ event, number, input, now });
  const action = (await hasContract(tx, event)) ? await askFor(tx, ctx, event, row) : null;
  const [type] = await tx
    .insert(ticketTypes)
    .values({ ...row, addActionId: action?.id ?? null, lastActionId: action?.id ?? null })
    .returning();
  if (!type) throw new Error("The ticket type was not written.");
  await tx.update(events).set({ updatedAt: now }).where(eq(events.id, event.id));
  await audit(tx, ctx, {
    action: "ticket_type.add",
    entity: "ticket_type",
    entityId: type.id,
    data: { eventId: event.id, name: type.name, supply: type.supply, actionId: action?.id ?? null },
  });
  return {
    ...projectTicketType(type, event, 0),
    eventId: event.id,
    action: action && projectAction(action, null),
  };
}

function askFor(
  tx: Transaction,
  ctx: Context,
  event: EventRow,
  { id, supply, priceUnits }: Pick<TicketTypeRow, "id" | "supply" | "priceUnits">,
): Promise<ActionRow> {
  const payload = { ticketTypeId: id, supply, priceUnits: `${priceUnits}` };
  return askContract(tx, ctx, { event, kind: "add_ticket_type", payload });
}
