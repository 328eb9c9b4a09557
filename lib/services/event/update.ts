import { eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import type { FieldError } from "@/lib/errors";
import type { ActionRow } from "@/lib/services/action/enqueue";
import { projectAction } from "@/lib/services/action/project-action";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { type Currency, findCurrency, isCurrencyOf, unknownCurrency } from "@/lib/services/find-currency";
import { requireFields } from "@/lib/services/invalid-fields";
import { violates } from "@/lib/services/violates";
import { askContract } from "./ask-contract";
import { duplicateExternalId } from "./duplicate-external-id";
import { type EventRow, lockEvent } from "./find";
import { hasContract } from "./has-contract";
import { loadEventRecord } from "./load-records";
import { projectEvent } from "./project-event";
import { requireChangeable, requireNotCancelled } from "./require-changeable";
import { restatePrices } from "./restate-prices";
import type { ChangedEventOutput, UpdateEventInput } from "./schema";
import { wantedColumns } from "./wanted-columns";

type Changes = Partial<EventRow>;

/**
 * Changes an event. While it has no contract everything may change; then what people bought under is fixed, or can only be extended,
 * which the chain follows. What is the same already is no change.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed`, `duplicate_external_id`, `event_locked` with the fields,
 * `event_cancelled`, `event_ended`.
 */
export async function updateEvent(options: {
  ctx: Context;
  input: UpdateEventInput;
}): Promise<ChangedEventOutput> {
  const { ctx, input } = options;
  authorise(ctx, "events:write");
  return ctx.db
    .transaction(async (tx) => {
      const event = await lockEvent(tx, { organisationId: ctx.actor.organisationId, id: input.id });
      const isOnChain = await hasContract(tx, event);
      const changes = wantedColumns(event, input, isOnChain);
      if (isOnChain) requireChangeable(event, changes, ctx.clock.now());
      else requireNotCancelled(event, changes);
      const symbol = isOnChain ? undefined : input.currency;
      const { currency, problems } = await changeCurrency(tx, ctx, event, symbol);
      requireFields([...checkOrder(event, changes), ...problems]);
      return write(tx, ctx, { event, changes, currency, isOnChain });
    })
    .catch((error: unknown) => {
      throw violates(error, "events_external_id") ? duplicateExternalId(input.externalId, error) : error;
    });
}

function checkOrder(event: EventRow, changes: Changes): FieldError[] {
  const { startsAt = event.startsAt, endsAt = event.endsAt } = changes;
  if (startsAt < endsAt) return [];
  return [
    changes.endsAt
      ? { path: "endsAt", message: `must be after startsAt, which is ${startsAt.toISOString()}` }
      : { path: "startsAt", message: `must be before endsAt, which is ${endsAt.toISOString()}` },
  ];
}

/** A token of the same name may be another since the event was written. */
async function changeCurrency(
  tx: Transaction,
  ctx: Context,
  event: EventRow,
  symbol: string | undefined,
): Promise<{ currency: Partial<Currency>; problems: FieldError[] }> {
  if (symbol === undefined) return { currency: {}, problems: [] };
  const currency = findCurrency(symbol, ctx.chain);
  if (!currency)
    return { currency: {}, problems: [{ path: "currency", message: unknownCurrency(ctx.chain) }] };
  if (isCurrencyOf(event, currency)) return { currency: {}, problems: [] };
  return { currency, problems: await restatePrices(tx, event, currency) };
}

type WriteOptions = { event: EventRow; changes: Changes; currency: Partial<Currency>; isOnChain: boolean };

async function write(
  tx: Transaction,
  ctx: Context,
  { event, changes, currency, isOnChain }: WriteOptions,
): Promise<ChangedEventOutput> {
  const now = ctx.clock.now();
  const names = [...new Set([...Object.keys(changes), ...(currency.currency ? ["currency"] : [])])];
  if (names.length === 0) return answer(tx, { event, action: null, now });
  const action = isOnChain ? await extend(tx, ctx, event, changes) : null;
  const [changed] = await tx
    .update(events)
    .set({ ...changes, ...currency, ...(action ? { publishedTerms: termsOf(event) } : {}), updatedAt: now })
    .where(eq(events.id, event.id))
    .returning();
  await audit(tx, ctx, {
    action: "event.update",
    entity: "event",
    entityId: event.id,
    data: { changes: names, actionId: action?.id ?? null },
  });
  return answer(tx, { event: changed ?? event, action, now });
}

async function extend(
  tx: Transaction,
  ctx: Context,
  event: EventRow,
  changes: Changes,
): Promise<ActionRow | null> {
  if (!("resaleClosesAt" in changes || "maxPerWallet" in changes)) return null;
  const { resaleClosesAt, maxPerWallet } = { ...event, ...changes };
  const payload = { resaleClosesAt: resaleClosesAt.toISOString(), maxPerWallet };
  return askContract(tx, ctx, { event, kind: "extend", payload });
}

/** What the event was published with, in case that the chain takes back what extends it. */
function termsOf({ publishedTerms, endsAt, resaleClosesAt, maxPerWallet }: EventRow) {
  return (
    publishedTerms ?? {
      endsAt: endsAt.toISOString(),
      resaleClosesAt: resaleClosesAt.toISOString(),
      maxPerWallet,
    }
  );
}

async function answer(
  tx: Transaction,
  { event, action, now }: { event: EventRow; action: ActionRow | null; now: Date },
): Promise<ChangedEventOutput> {
  const shown = projectEvent(await loadEventRecord(tx, event, now), now);
  return { ...shown, action: action && projectAction(action, null) };
}
