import { and, eq, lte } from "drizzle-orm";
import { z } from "zod";
import {
  type DeliveryAttempt,
  webhookDeliveries,
  webhookEndpoints,
  webhookMessages,
} from "@/lib/db/schema/webhooks";
import { signedHeaders } from "@/lib/webhooks/secret";
import { type Sent, send } from "@/lib/webhooks/send";
import { defineJob, type JobContext } from "./define-job";

/** Longer than any attempt: a process that died in one is taken to be dead after that. */
const LEASE_MS = 60_000;
/** A receiver answers so when it is gone for good. */
const GONE = 410;
/** The first and the last attempts tell most; retries by hand are without bound. */
const LOG_MAX = 50;

/** One attempt to deliver a webhook message. It may be made twice where a process dies in between: at least once. */
export const deliverWebhook = defineJob({
  name: "deliver_webhook",
  schema: z.object({ deliveryId: z.string() }),
  pollSeconds: 0.5,
  atOnce: 20,
  secondsMax: 120,
  run: async ({ data: { deliveryId }, ctx }) => {
    const due = await claim(ctx, deliveryId);
    if (!due) return;
    const startedMs = performance.now();
    const sent = await send(requestOf(ctx, due));
    const ms = Math.round(performance.now() - startedMs);
    await settle(ctx, due, { at: ctx.clock.now().toISOString(), ...sent, ms });
  },
});

/** Takes the delivery for this attempt, if it is due and nobody else has; after the lease it is due again. */
async function claim({ db, clock }: JobContext, deliveryId: string) {
  const now = clock.now();
  return db.transaction(async (tx) => {
    const [delivery] = await tx
      .update(webhookDeliveries)
      .set({ queuedAt: null, nextAttemptAt: new Date(now.getTime() + LEASE_MS) })
      .where(
        and(
          eq(webhookDeliveries.id, deliveryId),
          eq(webhookDeliveries.status, "pending"),
          lte(webhookDeliveries.nextAttemptAt, now),
        ),
      )
      .returning();
    if (!delivery) return null;
    const [row] = await tx
      .select({ endpoint: webhookEndpoints, body: webhookMessages.body })
      .from(webhookEndpoints)
      .innerJoin(webhookMessages, eq(webhookMessages.id, delivery.messageId))
      .where(and(eq(webhookEndpoints.id, delivery.endpointId), eq(webhookEndpoints.status, "enabled")));
    return row?.body ? { delivery, endpoint: row.endpoint, body: row.body } : null;
  });
}

type Due = NonNullable<Awaited<ReturnType<typeof claim>>>;

function requestOf({ clock, webhooks: settings }: JobContext, { delivery, endpoint, body }: Due) {
  const at = clock.now();
  const { previousSecret: previous, previousSecretUntil: until } = endpoint;
  const sealed = previous && until && until > at ? [endpoint.secret, previous] : [endpoint.secret];
  const secrets = sealed.map((secret) => settings.seal.open(secret));
  return {
    url: endpoint.url,
    settings,
    body,
    headers: signedHeaders({ id: delivery.messageId, at, body, secrets }),
  };
}

async function settle(ctx: JobContext, { delivery, endpoint }: Due, attempt: DeliveryAttempt): Promise<void> {
  const now = ctx.clock.now();
  const attempts = delivery.attempts + 1;
  const delayMs = ctx.webhooks.retryDelaysMs[attempts - 1];
  const isGone = attempt.status === GONE;
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(webhookDeliveries)
      .set({
        attempts,
        log: [...delivery.log, attempt].slice(-LOG_MAX),
        ...outcomeOf(attempt, { now, delayMs: isGone ? undefined : delayMs }),
      })
      .where(eq(webhookDeliveries.id, delivery.id));
    if (!isGone) return;
    await tx
      .update(webhookEndpoints)
      .set({ status: "disabled", disabledReason: `It answered ${GONE}: gone.`, updatedAt: now })
      .where(eq(webhookEndpoints.id, endpoint.id));
  });
}

function outcomeOf({ error }: Sent, { now, delayMs }: { now: Date; delayMs: number | undefined }) {
  if (error === null) return { status: "delivered", deliveredAt: now, nextAttemptAt: null } as const;
  if (delayMs === undefined) return { status: "failed", nextAttemptAt: null } as const;
  return { status: "pending", nextAttemptAt: new Date(now.getTime() + delayMs) } as const;
}
