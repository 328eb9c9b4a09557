import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { insertRows } from "@/lib/db/insert-rows";
import { webhookDeliveries, webhookEndpoints, webhookMessages } from "@/lib/db/schema/webhooks";
import { valueRows } from "@/lib/db/value-rows";
import { newId } from "@/lib/ids";
import { repeat } from "@/lib/repeat";
import type { JobContext } from "./define-job";
import { deliverWebhook } from "./deliver-webhook";
import type { Jobs } from "./open-jobs";
import { type MessageRow, webhookBodies } from "./webhook-bodies";

/** Any fixed number: who holds it feeds, so that messages get their places in order. */
const LOCK = 7_140_204;
const AT_ONCE = 500;
/** A job that was asked for so long ago was lost. */
const LOST_AFTER_MS = 10 * 60_000;

type Feeder = { ctx: JobContext; jobs: Pick<Jobs, "sendAll"> };

/** Feeds again and again until it is stopped. */
export function startFeeding({ intervalMs, ...feeder }: Feeder & { intervalMs: number }): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const { log } = feeder.ctx;
  const loop = repeat({
    round: () => feedWebhooks(feeder),
    intervalMs,
    signal: stopping.signal,
    onError: (error, failures) =>
      log.error({ err: error, failures }, "webhooks could not be fed; trying again"),
  });
  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

/**
 * Makes deliveries of messages that are new, and asks for a job for each delivery that is due. A delivery waits while an earlier one
 * to the same endpoint about the same thing does: so each thing is told in order.
 * @returns whether there may be more to do right away.
 */
export async function feedWebhooks({ ctx, jobs }: Feeder): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${LOCK}) as mine`,
    );
    if (!rows[0]?.mine) return false;
    const messages = await deliverNew(tx, ctx);
    const due = await takeDue(tx, ctx);
    await jobs.sendAll(
      deliverWebhook,
      due.map((deliveryId) => ({ deliveryId })),
      tx,
    );
    return messages === AT_ONCE || due.length === AT_ONCE;
  });
}

/** @returns how many messages there were. */
async function deliverNew(tx: Transaction, ctx: JobContext): Promise<number> {
  const messages = await tx
    .select()
    .from(webhookMessages)
    .where(isNull(webhookMessages.body))
    .orderBy(asc(webhookMessages.seq))
    .limit(AT_ONCE);
  if (messages.length === 0) return 0;
  const bodies = await webhookBodies(tx, ctx, messages);
  const rows = messages.map(({ id }, i) => ({ id, body: bodies[i] ?? "{}" }));
  await tx.execute(sql`
    update webhook_messages m set body = v.body from ${valueRows(rows, { id: "text", body: "text" })} where m.id = v.id`);
  await insertRows(tx, { table: webhookDeliveries, rows: await deliveriesOf(tx, ctx, messages) });
  return messages.length;
}

async function deliveriesOf(tx: Transaction, { clock }: JobContext, messages: readonly MessageRow[]) {
  const organisationIds = [...new Set(messages.map((message) => message.organisationId))];
  const endpoints = await tx
    .select()
    .from(webhookEndpoints)
    .where(
      and(inList(webhookEndpoints.organisationId, organisationIds), eq(webhookEndpoints.status, "enabled")),
    );
  const now = clock.now();
  return messages.flatMap(({ id: messageId, subject, type, organisationId }) =>
    endpoints
      .filter((endpoint) => endpoint.organisationId === organisationId && endpoint.events.includes(type))
      .map(({ id: endpointId }) => {
        return { id: newId("evd"), endpointId, messageId, subject, nextAttemptAt: now, createdAt: now };
      }),
  );
}

/** The deliveries whose turn it is, marked as asked for. */
async function takeDue(tx: Transaction, { clock }: JobContext): Promise<string[]> {
  const now = clock.now();
  const lost = new Date(now.getTime() - LOST_AFTER_MS);
  const { rows } = await tx.execute<{ id: string }>(sql`
    update webhook_deliveries set queued_at = ${now.toISOString()}::timestamptz where id in (
      select d.id from webhook_deliveries d
      join webhook_endpoints e on e.id = d.endpoint_id and e.status = 'enabled'
      where d.status = 'pending' and d.next_attempt_at <= ${now.toISOString()}::timestamptz
        and (d.queued_at is null or d.queued_at < ${lost.toISOString()}::timestamptz)
        and not exists (select 1 from webhook_deliveries b where b.endpoint_id = d.endpoint_id
          and b.subject = d.subject and b.status = 'pending' and b.seq < d.seq)
      order by d.next_attempt_at, d.seq limit ${AT_ONCE})
    returning id`);
  return rows.map(({ id }) => id);
}
