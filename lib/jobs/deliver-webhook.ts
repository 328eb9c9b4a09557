import { and, asc, eq, getTableColumns, isNull, lte, or, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/lib/db/database";
import {
  type DeliveryAttempt,
  webhookDeliveries,
  webhookEndpoints,
  webhookMessages,
} from "@/lib/db/schema/webhooks";
import { lockForEnding, nextOfSubject } from "@/lib/webhooks/queue-deliveries";
import { openedPrevious, signedHeaders } from "@/lib/webhooks/secret";
import { type Sending, type Sent, send } from "@/lib/webhooks/send";
import { defineJob, type JobContext } from "./define-job";

/** Longer than any attempt: a process that died in one is taken to be dead after that. */
const LEASE_MS = 60_000;
/** A job goes on with what is due to its endpoint for so long; then others have their turn. */
const TURN_MS = 30_000;
/** A receiver answers so when it is gone for good. */
const GONE = 410;
/** The last attempts tell most; retries by hand are without bound. */
const LOG_MAX = 50;

/**
 * One attempt to deliver a webhook message, and then what else is due to the same endpoint. An attempt may be made twice where a process
 * dies in between: at least once.
 */
export const deliverWebhook = defineJob({
  name: "deliver_webhook",
  schema: z.object({ deliveryId: z.string(), attempt: z.int() }),
  pollSeconds: 0.5,
  atOnce: 50,
  secondsMax: 120,
  // Whose attempt was not made is asked for again by what feeds.
  retries: 0,
  run: async ({ data: { deliveryId, attempt }, ctx, signal }) => {
    const endMs = performance.now() + TURN_MS;
    const isAsked = and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.attempts, attempt - 1));
    const mayGoOn = () => !signal.aborted && performance.now() < endMs;
    let due = await ctx.db.transaction((tx) => take(tx, isAsked, ctx.clock.now()));
    while (due) due = await deliver(ctx, due, mayGoOn);
  },
});

function isFreeFor(endpointId: string, now: Date): SQL | undefined {
  const { takenUntil } = webhookDeliveries;
  return and(eq(webhookDeliveries.endpointId, endpointId), or(isNull(takenUntil), lte(takenUntil, now)));
}

/** Takes the first of these deliveries that is due, unless its endpoint is switched off; after the lease somebody else may. */
async function take(tx: Transaction, which: SQL | undefined, now: Date) {
  const due = await firstDue(tx, which, now);
  if (!due) return null;
  const { delivery, endpoint } = due;
  const isOn = endpoint.status === "enabled";
  const attempts = delivery.attempts + 1;
  await tx
    .update(webhookDeliveries)
    .set(isOn ? { attempts, takenUntil: new Date(now.getTime() + LEASE_MS) } : { takenUntil: null })
    .where(eq(webhookDeliveries.id, delivery.id));
  return isOn ? { ...due, delivery: { ...delivery, attempts } } : null;
}

async function firstDue(tx: Transaction, which: SQL | undefined, now: Date) {
  const [due] = await tx
    .select({
      delivery: getTableColumns(webhookDeliveries),
      endpoint: getTableColumns(webhookEndpoints),
      body: webhookMessages.body,
    })
    .from(webhookDeliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
    .where(and(which, eq(webhookDeliveries.status, "pending"), lte(webhookDeliveries.nextAttemptAt, now)))
    .orderBy(asc(webhookDeliveries.nextAttemptAt), asc(webhookDeliveries.seq))
    .limit(1)
    .for("update", { of: webhookDeliveries, skipLocked: true });
  return due;
}

type Due = NonNullable<Awaited<ReturnType<typeof take>>>;

/** @returns what to deliver next. */
async function deliver(ctx: JobContext, due: Due, mayGoOn: () => boolean): Promise<Due | null> {
  const startedMs = performance.now();
  const request = requestOf(ctx, due);
  const sent = typeof request === "string" ? { status: null, error: request } : await send(request);
  const ms = Math.round(performance.now() - startedMs);
  const attempt = { at: ctx.clock.now().toISOString(), ...sent, ms };
  return settle(ctx, { due, attempt, mayGoOn });
}

/** What to send, or why it can't be signed. */
function requestOf(ctx: JobContext, { delivery, endpoint, body }: Due): Sending | string {
  const { clock, log, webhooks: settings } = ctx;
  const at = clock.now();
  try {
    const before = openedPrevious(endpoint, at, settings.seal).map(({ secret }) => secret);
    const secrets = [settings.seal.open(endpoint.secret), ...before];
    const headers = signedHeaders({ id: delivery.messageId, at, body: body ?? "", secrets });
    return { url: endpoint.url, settings, body: body ?? "", headers };
  } catch (error) {
    log.error({ err: error, endpointId: endpoint.id }, "a webhook's secret can't be read");
    return "Its secret can't be read on this server any more: rotate it.";
  }
}

type Settling = { due: Due; attempt: DeliveryAttempt; mayGoOn: () => boolean };

/**
 * Writes what came of an attempt, unless somebody else has taken the delivery since, and takes what is next in the same transaction: so
 * its slot goes to that, and nobody else finds it free in between.
 */
async function settle(ctx: JobContext, { due, attempt, mayGoOn }: Settling): Promise<Due | null> {
  const { delivery, endpoint } = due;
  const now = ctx.clock.now();
  const { id, endpointId, subject, attempts } = delivery;
  const isGone = attempt.status === GONE;
  // What a receiver that is gone didn't take is due as soon as its endpoint is switched on again.
  const delayMs = isGone ? 0 : ctx.webhooks.retryDelaysMs[attempts - 1];
  const outcome = outcomeOf(attempt, { now, delayMs });
  return ctx.db.transaction(async (tx) => {
    await lockForEnding(tx, endpointId);
    const isStillOurs = and(
      eq(webhookDeliveries.id, id),
      eq(webhookDeliveries.status, "pending"),
      eq(webhookDeliveries.attempts, attempts),
    );
    const settled = await tx
      .update(webhookDeliveries)
      .set({ ...outcome, takenUntil: null, log: [...delivery.log, attempt].slice(-LOG_MAX) })
      .where(isStillOurs)
      .returning({ id: webhookDeliveries.id });
    if (settled.length === 0) return null;
    if (outcome.status !== "pending") await nextOfSubject(tx, { endpointId, subject }, now);
    if (isGone) await switchOff(tx, endpoint, now);
    // Not `now`: the lock may have been waited for, and the lease is for the attempt.
    const then = ctx.clock.now();
    return mayGoOn() ? take(tx, isFreeFor(endpointId, then), then) : null;
  });
}

/** The receiver at this URL is gone; another that the endpoint was given meanwhile is not. */
async function switchOff(tx: Transaction, { id, url }: Due["endpoint"], now: Date): Promise<void> {
  await tx
    .update(webhookEndpoints)
    .set({ status: "disabled", disabledReason: `It answered ${GONE}: gone.`, updatedAt: now })
    .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.url, url)));
}

function outcomeOf({ error }: Sent, { now, delayMs }: { now: Date; delayMs: number | undefined }) {
  if (error === null) return { status: "delivered", deliveredAt: now, nextAttemptAt: null } as const;
  if (delayMs === undefined) return { status: "failed", nextAttemptAt: null } as const;
  return { status: "pending", nextAttemptAt: new Date(now.getTime() + delayMs) } as const;
}
