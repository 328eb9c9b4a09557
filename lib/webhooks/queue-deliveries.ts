import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { insertRows } from "@/lib/db/insert-rows";
import { webhookDeliveries, webhookEndpoints } from "@/lib/db/schema/webhooks";
import { newId } from "@/lib/ids";

type NewDelivery = { endpointId: string; messageId: string; subject: string };

/**
 * Puts messages on their way to endpoints. What concerns one subject goes to an endpoint one after another: only the first of it is
 * due, and {@link nextOfSubject} is when that is done. Endpoints that were removed meanwhile are left out.
 */
export async function queueDeliveries(
  tx: Transaction,
  deliveries: readonly NewDelivery[],
  now: Date,
): Promise<void> {
  const there = await holdEndpoints(tx, [...new Set(deliveries.map(({ endpointId }) => endpointId))]);
  const rows = deliveries
    .filter(({ endpointId }) => there.has(endpointId))
    .map((delivery) => ({ id: newId("evd"), ...delivery, createdAt: now }));
  if (rows.length === 0) return;
  await insertRows(tx, { table: webhookDeliveries, rows });
  const ids = rows.map(({ id }) => id);
  await tx.execute(sql`
    update webhook_deliveries d set next_attempt_at = ${now.toISOString()}::timestamptz
    where ${inList(sql`d.id`, ids)} and not exists (
      select 1 from webhook_deliveries b
      where b.endpoint_id = d.endpoint_id and b.subject = d.subject and b.status = 'pending' and b.seq < d.seq)`);
}

/**
 * Endpoints that are there, and stay. Until the transaction ends no delivery to them does, so that none is waited for in vain, and nothing
 * else is queued for them, so that one thing has one first.
 */
async function holdEndpoints(tx: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(inList(webhookEndpoints.id, ids))
    .orderBy(asc(webhookEndpoints.id))
    .for("no key update");
  return new Set(rows.map(({ id }) => id));
}

/** The endpoint's row, for the transaction that ends a delivery to it: what is queued meanwhile would wait for one that is over. */
export async function lockForEnding(tx: Transaction, endpointId: string): Promise<void> {
  await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId))
    .for("no key update");
}

/** Makes the first that waits of a subject due. Under {@link lockForEnding}. */
export async function nextOfSubject(
  tx: Transaction,
  { endpointId, subject }: Pick<NewDelivery, "endpointId" | "subject">,
  now: Date,
): Promise<void> {
  const isWaiting = and(
    eq(webhookDeliveries.endpointId, endpointId),
    eq(webhookDeliveries.subject, subject),
    eq(webhookDeliveries.status, "pending"),
  );
  const first = tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(isWaiting)
    .orderBy(asc(webhookDeliveries.seq))
    .limit(1);
  await tx
    .update(webhookDeliveries)
    .set({ nextAttemptAt: now })
    .where(sql`${webhookDeliveries.id} = (${first}) and ${webhookDeliveries.nextAttemptAt} is null`);
}

/** Makes the first that waits of every subject due, where those before it went while the endpoint was switched off. */
export async function nextOfEverySubject(tx: Transaction, endpointId: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update webhook_deliveries d set next_attempt_at = ${now.toISOString()}::timestamptz
    where d.endpoint_id = ${endpointId} and d.status = 'pending' and d.next_attempt_at is null and not exists (
      select 1 from webhook_deliveries b
      where b.endpoint_id = d.endpoint_id and b.subject = d.subject and b.status = 'pending' and b.seq < d.seq)`);
}
