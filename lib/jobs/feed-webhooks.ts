import { and, asc, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { webhookEndpoints, webhookMessages } from "@/lib/db/schema/webhooks";
import { valueRows } from "@/lib/db/value-rows";
import { repeat } from "@/lib/repeat";
import { queueDeliveries } from "@/lib/webhooks/queue-deliveries";
import type { JobContext } from "./define-job";
import { deliverWebhook } from "./deliver-webhook";
import type { Jobs } from "./open-jobs";
import { type MessageRow, webhookBodies } from "./webhook-bodies";

/** Any fixed number: who holds it feeds, so that messages get their places in order. */
const LOCK = 7_140_204;
const AT_ONCE = 500;
/** A job that was asked for and did not begin within that time was lost. */
const LOST_AFTER_MS = 10 * 60_000;
/** So many deliveries to one endpoint at a time: a receiver that hangs keeps nobody else waiting for long. */
const SLOTS = 4;
/** And to all of an organisation's: many endpoints that hang don't take every place of a process. */
const ORGANISATION_SLOTS = 16;

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
    await jobs.sendAll(deliverWebhook, due, tx);
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
  await queueDeliveries(tx, await deliveriesOf(tx, messages), ctx.clock.now());
  return messages.length;
}

async function deliveriesOf(tx: Transaction, messages: readonly MessageRow[]) {
  const organisationIds = [...new Set(messages.map((message) => message.organisationId))];
  // Those that are off, too: one that is switched on meanwhile waits until a replay finds these messages. Those of callbacks listen to none.
  const all = await tx
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        inList(webhookEndpoints.organisationId, organisationIds),
        sql`cardinality(${webhookEndpoints.events}) > 0`,
      ),
    )
    .orderBy(asc(webhookEndpoints.id))
    .for("no key update");
  const endpoints = all.filter(({ status }) => status === "enabled");
  return messages.flatMap(({ id: messageId, subject, type, organisationId }) =>
    endpoints
      .filter((endpoint) => endpoint.organisationId === organisationId && endpoint.events.includes(type))
      .map(({ id: endpointId }) => ({ endpointId, messageId, subject })),
  );
}

/**
 * Takes deliveries that are due, as many to each endpoint and organisation as it has slots free. Of an organisation's endpoints those with
 * the fewest under way come first: however much is due to a receiver that hangs, its neighbours have their turn.
 */
async function takeDue(tx: Transaction, { clock }: JobContext) {
  const now = clock.now();
  const at = sql`${now.toISOString()}::timestamptz`;
  const until = new Date(now.getTime() + LOST_AFTER_MS).toISOString();
  const isFree = sql`status = 'pending' and next_attempt_at <= ${at} and (taken_until is null or taken_until <= ${at})`;
  const { rows } = await tx.execute<{ id: string; attempts: number }>(sql`
    with endpoints as (
      select e.id, e.organisation_id, e.status, under_way.count,
        sum(under_way.count) over (partition by e.organisation_id) as of_organisation from webhook_endpoints e
      cross join lateral (
        select count(*) from webhook_deliveries
        where endpoint_id = e.id and status = 'pending' and taken_until > ${at}) under_way),
    first as (
      select d.*, e.organisation_id, e.of_organisation,
        e.count + row_number() over (partition by e.id order by d.next_attempt_at, d.seq) as slot
      from endpoints e
      cross join lateral (
        select id, next_attempt_at, seq from webhook_deliveries where endpoint_id = e.id and ${isFree}
        order by next_attempt_at, seq limit greatest(${SLOTS}::int - e.count, 0)) d
      where e.status = 'enabled'),
    due as (
      select id, slot, of_organisation
        + row_number() over (partition by organisation_id order by slot, next_attempt_at, seq) as place
      from first)
    update webhook_deliveries set taken_until = ${until}::timestamptz where ${isFree} and id in (
      select id from due where place <= ${ORGANISATION_SLOTS}::int order by slot, place limit ${AT_ONCE})
    returning id, attempts`);
  return rows.map(({ id, attempts }) => ({ deliveryId: id, attempt: attempts + 1 }));
}
