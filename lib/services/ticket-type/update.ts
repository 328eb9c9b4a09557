import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { AppError, type FieldError } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { ActionRow } from "@/lib/services/action/enqueue";
import { projectAction } from "@/lib/services/action/project-action";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import { changedColumns } from "@/lib/services/changed-columns";
import type { Context } from "@/lib/services/context";
import { askContract } from "@/lib/services/event/ask-contract";
import { checkPrice } from "@/lib/services/event/check-create";
import { type EventRow, lockEvent } from "@/lib/services/event/find";
import { hasContract } from "@/lib/services/event/has-contract";
import { requireFields } from "@/lib/services/invalid-fields";
import { type Money, parseAmount } from "@/lib/services/money";
import { notFound } from "@/lib/services/not-found";
import { heldOf } from "@/lib/services/ticket/held-of";
import { checkName } from "./check-name";
import { projectTicketType, type TicketTypeRow } from "./project-ticket-type";
import { requireIssuing } from "./require-issuing";
import type { ChangedTicketTypeOutput, UpdateTicketTypeInput } from "./schema";

type Changes = Partial<TicketTypeRow>;
type Standing = {
  event: EventRow;
  type: TicketTypeRow;
  changes: Changes;
  held: number;
  isOnChain: boolean;
};

/**
 * Changes a ticket type. Its price is fixed once its event has a contract; its supply never goes below what is issued or held, and
 * the chain follows. What is the same already is no change.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed`, `event_locked` for the price, `event_cancelled`, `event_ended`,
 * `supply_below_issued`.
 */
export async function updateTicketType(options: {
  ctx: Context;
  input: UpdateTicketTypeInput;
}): Promise<ChangedTicketTypeOutput> {
  const { ctx, input } = options;
  authorise(ctx, "events:write");
  return ctx.db.transaction(async (tx) => {
    const { event, type } = await lockTicketType(tx, {
      organisationId: ctx.actor.organisationId,
      id: input.id,
    });
    const { price, changes } = changesOf(type, input, event);
    requireFields([...price, ...checkOrder(type, changes), ...(await checkNewName(tx, type, changes))]);
    const held = await heldOf(tx, type.id, ctx.clock.now());
    const standing = { event, type, changes, held, isOnChain: await hasContract(tx, event) };
    requireAllowed(standing, ctx.clock.now());
    if (changes.supply !== undefined) requireEnough(standing, changes.supply);
    return write(tx, ctx, standing);
  });
}

/** The event is locked first, as everywhere. */
async function lockTicketType(
  tx: Transaction,
  { organisationId, id }: { organisationId: string; id: string },
): Promise<{ event: EventRow; type: TicketTypeRow }> {
  if (!isId("typ", id)) throw notFound("ticket type");
  const [found] = await tx
    .select({ eventId: events.id })
    .from(ticketTypes)
    .innerJoin(events, eq(events.id, ticketTypes.eventId))
    .where(and(eq(ticketTypes.id, id), eq(events.organisationId, organisationId)));
  if (!found) throw notFound("ticket type");
  const event = await lockEvent(tx, { organisationId, id: found.eventId });
  const [type] = await tx.select().from(ticketTypes).where(eq(ticketTypes.id, id)).for("update");
  if (!type) throw notFound("ticket type");
  return { event, type };
}

/** What would change, and what is wrong with the price in the event's currency. */
function changesOf(
  type: TicketTypeRow,
  input: UpdateTicketTypeInput,
  money: Money,
): { price: FieldError[]; changes: Changes } {
  const { id: _, price, ...same } = input;
  const message = price === undefined ? null : checkPrice(price, money);
  const priceUnits = price === undefined ? undefined : (parseAmount(price, money) ?? undefined);
  return {
    price: message ? [{ path: "price", message }] : [],
    changes: changedColumns(type, { ...same, priceUnits }),
  };
}

function requireAllowed({ event, changes, isOnChain }: Standing, now: Date): void {
  if (isOnChain && changes.priceUnits !== undefined && event.status !== "cancelled") {
    const message = "is what people buy under: it was fixed when the event was published";
    throw new AppError("event_locked", `price ${message}. Add another ticket type.`, {
      errors: [{ path: "price", message }],
    });
  }
  if (changes.priceUnits !== undefined || changes.supply !== undefined) requireIssuing(event, now);
}

function checkOrder(type: TicketTypeRow, changes: Changes): FieldError[] {
  const { salesStart, salesEnd } = { ...type, ...changes };
  if (!salesStart || !salesEnd || salesEnd > salesStart) return [];
  return [
    "salesEnd" in changes
      ? { path: "salesEnd", message: `must be after salesStart, which is ${salesStart.toISOString()}` }
      : { path: "salesStart", message: `must be before salesEnd, which is ${salesEnd.toISOString()}` },
  ];
}

async function checkNewName(tx: Transaction, type: TicketTypeRow, { name }: Changes): Promise<FieldError[]> {
  if (name === undefined) return [];
  const others = await tx
    .select({ name: ticketTypes.name, number: ticketTypes.number })
    .from(ticketTypes)
    .where(and(eq(ticketTypes.eventId, type.eventId), ne(ticketTypes.id, type.id)));
  return checkName(name, others);
}

function requireEnough({ type, held }: Standing, supply: number): void {
  if (supply >= type.issued + held) return;
  const least = `${type.issued} tickets are issued and ${held} held`;
  throw new AppError("supply_below_issued", `${least}: the supply can't go below that.`, {
    errors: [{ path: "supply", message: `must be at least ${type.issued + held}` }],
    extra: { issued: type.issued, held },
  });
}

async function write(tx: Transaction, ctx: Context, standing: Standing): Promise<ChangedTicketTypeOutput> {
  const { event, type, changes, isOnChain } = standing;
  const names = Object.keys(changes).map((name) => (name === "priceUnits" ? "price" : name));
  if (names.length === 0) return answer(standing, type, null);
  const now = ctx.clock.now();
  const { supply } = changes;
  const isAsked = isOnChain && supply !== undefined && type.number > 0;
  const payload = { ticketTypeId: type.id, supply: supply ?? type.supply };
  const action = isAsked ? await askContract(tx, ctx, { event, kind: "set_supply", payload }) : null;
  const [changed] = await tx
    .update(ticketTypes)
    .set({ ...changes, ...(action ? { lastActionId: action.id } : {}) })
    .where(eq(ticketTypes.id, type.id))
    .returning();
  await tx.update(events).set({ updatedAt: now }).where(eq(events.id, event.id));
  await audit(tx, ctx, {
    action: "ticket_type.update",
    entity: "ticket_type",
    entityId: type.id,
    data: { eventId: event.id, changes: names, actionId: action?.id ?? null },
  });
  return answer(standing, changed ?? type, action);
}

function answer(
  { event, held }: Standing,
  type: TicketTypeRow,
  action: ActionRow | null,
): ChangedTicketTypeOutput {
  return {
    ...projectTicketType(type, event, held),
    eventId: event.id,
    action: action && projectAction(action, null),
  };
}
