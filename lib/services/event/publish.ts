import { asc, eq } from "drizzle-orm";
import { type Address, getAddress } from "viem";
import { chooseSigner } from "@/lib/chain/choose-signer";
import type { Transaction } from "@/lib/db/database";
import { organisations } from "@/lib/db/schema/auth";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { AppError } from "@/lib/errors";
import { enqueue } from "@/lib/services/action/enqueue";
import { findAction } from "@/lib/services/action/find";
import type { ActionOutput } from "@/lib/services/action/schema";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { findCurrency, isCurrencyOf } from "@/lib/services/find-currency";
import { type EventRow, lockEvent } from "./find";
import { loadEventRecord } from "./load-records";
import { projectEvent } from "./project-event";
import type { EventIdInput, EventOutput } from "./schema";

/** `created` is false when the event was published before: `action` is then the one that did it. */
export type Published = { event: EventOutput; action: ActionOutput; created: boolean };

/**
 * Makes an event public and asks for its contract, whose address is known at once. Publishing again does nothing, but
 * where the chain refused the contract it asks once more.
 * @throws {AppError} `forbidden`, `not_found`, `event_cancelled`, `publish_not_possible`.
 */
export async function publishEvent(options: { ctx: Context; input: EventIdInput }): Promise<Published> {
  const { ctx, input } = options;
  authorise(ctx, "events:write");
  const { organisationId } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const event = await lockEvent(tx, { organisationId, id: input.id });
    const earlier = event.publishActionId
      ? await findAction(tx, { organisationId, id: event.publishActionId })
      : null;
    if (event.status === "cancelled") {
      throw new AppError("event_cancelled", "The event is cancelled: make a new one to sell tickets again.");
    }
    if (earlier && earlier.status !== "failed") {
      return { event: await project(tx, ctx, event), action: earlier, created: false };
    }
    requireFuture(event, ctx.clock.now());
    requireSameCurrency(event, ctx);
    const published = await publish(tx, ctx, event);
    const action = await findAction(tx, { organisationId, id: published.publishActionId ?? "" });
    return { event: await project(tx, ctx, published), action, created: true };
  });
}

function requireFuture(event: EventRow, now: Date): void {
  if (event.endsAt > now) return;
  throw new AppError(
    "publish_not_possible",
    `The event ended at ${event.endsAt.toISOString()}: make one whose endsAt is still to come.`,
  );
}

/** A contract sells for what it was made with for good. */
function requireSameCurrency(event: EventRow, { chain }: Context): void {
  if (isCurrencyOf(event, findCurrency(event.currency, chain))) return;
  throw new AppError(
    "publish_not_possible",
    `This server's ${event.currency} isn't what the event was priced in: PATCH its currency, then publish it.`,
  );
}

async function publish(tx: Transaction, ctx: Context, event: EventRow): Promise<EventRow> {
  const now = ctx.clock.now();
  const owner = await walletOf(tx, event.organisationId);
  const action = await enqueue(tx, {
    kind: "publish",
    organisationId: event.organisationId,
    eventId: event.id,
    ticketIds: [],
    payload: { owner },
    afterActionId: null,
    requestId: ctx.requestId,
    now,
  });
  await includeTicketTypes(tx, event.id);
  const signer = event.signer ?? chooseSigner(ctx.chain, event.id);
  const contractAddress = ctx.chain.eventAddress({ owner, creator: signer, eventId: event.id });
  const [published] = await tx
    .update(events)
    .set({
      status: "published",
      chainId: ctx.chain.chainId,
      contractAddress,
      signer,
      publishActionId: action.id,
      lastActionId: action.id,
      publishedTerms: null,
      publishedAt: event.publishedAt ?? now,
      updatedAt: now,
    })
    .where(eq(events.id, event.id))
    .returning();
  await audit(tx, ctx, {
    action: "event.publish",
    entity: "event",
    entityId: event.id,
    data: { actionId: action.id, contractAddress },
  });
  return published ?? event;
}

/** Types that were added after a deployment that the chain refused are deployed with the event this time, numbered with the rest. */
async function includeTicketTypes(tx: Transaction, eventId: string): Promise<void> {
  const types = await tx
    .select({ id: ticketTypes.id, number: ticketTypes.number, addActionId: ticketTypes.addActionId })
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, eventId))
    .orderBy(asc(ticketTypes.number));
  let highest = types.at(-1)?.number ?? 0;
  for (const { id, number } of types.filter(({ addActionId }) => addActionId !== null)) {
    await tx
      .update(ticketTypes)
      .set({ addActionId: null, lastActionId: null, number: number > 0 ? number : ++highest })
      .where(eq(ticketTypes.id, id));
  }
}

async function walletOf(tx: Transaction, organisationId: string): Promise<Address> {
  const [row] = await tx
    .select({ walletAddress: organisations.walletAddress })
    .from(organisations)
    .where(eq(organisations.id, organisationId));
  if (!row) throw new AppError("publish_not_possible", "The organisation has no wallet to own the contract.");
  return getAddress(row.walletAddress);
}

async function project(tx: Transaction, ctx: Context, event: EventRow): Promise<EventOutput> {
  const now = ctx.clock.now();
  return projectEvent(await loadEventRecord(tx, event, now), now);
}
