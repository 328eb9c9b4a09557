import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import type { ActionKind } from "@/lib/db/schema/pipeline";
import type { WebhookType } from "@/lib/db/schema/webhooks";
import { type Announcement, announce } from "./announce";
import { callBack } from "./call-back";

/** What an action makes true when the chain has it. Check-in, invalidation and cancellation are when they are accepted. */
const CONFIRMED: Readonly<Partial<Record<ActionKind, WebhookType>>> = {
  publish: "event.published",
  mint: "ticket.issued",
  transfer: "ticket.transferred",
  resell: "ticket.resold",
  claim: "ticket.claimed",
};

type Row = {
  id: string;
  kind: ActionKind;
  organisation: string;
  event: string;
  batch: string | null;
  tickets: string[];
};

/** Tells of actions that a transaction of ours has brought to the chain. After a reorg they may be told of once more. */
export async function announceConfirmed(tx: Transaction, transactionId: string): Promise<void> {
  const { rows } = await tx.execute<Row>(sql`
    select a.id, a.kind, a.organisation_id as organisation, a.event_id as event, a.batch_id as batch, a.ticket_ids as tickets
    from actions a where a.transaction_id = ${transactionId} and a.status = 'confirmed'
      and exists (select 1 from webhook_endpoints w where w.organisation_id = a.organisation_id and w.status = 'enabled')
    order by a.seq`);
  const at = new Date();
  await announce(
    tx,
    rows.flatMap((row) => confirmedBy(row, at)),
  );
  await announceBatches(tx, rows, at);
  await callBack(tx, sql`a.transaction_id = ${transactionId} and a.status = 'confirmed'`, at);
}

function confirmedBy(
  { id: actionId, kind, organisation: organisationId, event: eventId, tickets }: Row,
  at: Date,
) {
  const type = CONFIRMED[kind];
  if (!type) return [];
  if (kind === "publish")
    return [{ organisationId, type, subject: eventId, data: { eventId, actionId }, at }];
  return tickets.map((ticketId): Announcement => {
    return { organisationId, type, subject: ticketId, data: { ticketId, eventId, actionId }, at };
  });
}

/** Tells of actions that can't be done, and of batches that are done with them. */
export async function announceFailed(tx: Transaction, actionIds: readonly string[]): Promise<void> {
  const ids = sql.join(
    actionIds.map((id) => sql`${id}`),
    sql`, `,
  );
  const { rows } = await tx.execute<Row>(sql`
    select a.id, a.kind, a.organisation_id as organisation, a.event_id as event, a.batch_id as batch, a.ticket_ids as tickets
    from actions a where a.id in (${ids}) and a.status = 'failed'
      and exists (select 1 from webhook_endpoints w where w.organisation_id = a.organisation_id and w.status = 'enabled')
    order by a.seq`);
  const at = new Date();
  await announce(
    tx,
    rows.map(({ id: actionId, organisation: organisationId, event: eventId, tickets }) => {
      const data = { actionId, eventId, ticketIds: tickets };
      return { organisationId, type: "action.failed", subject: tickets[0] ?? eventId, data, at };
    }),
  );
  await announceBatches(tx, rows, at);
  await callBack(tx, sql`a.id in (${ids}) and a.status = 'failed'`, at);
}

/** Batches none of whose actions are open any more. */
async function announceBatches(tx: Transaction, actions: readonly Row[], at: Date): Promise<void> {
  const batches = new Map(
    actions.flatMap(({ batch, organisation }) => (batch ? [[batch, organisation]] : [])),
  );
  const done: Announcement[] = [];
  for (const [batchId, organisationId] of batches) {
    const { rows } = await tx.execute(
      sql`select 1 from actions where batch_id = ${batchId} and status in ('queued', 'submitted') limit 1`,
    );
    if (rows.length === 0)
      done.push({ organisationId, type: "batch.completed", subject: batchId, data: { batchId }, at });
  }
  await announce(tx, done);
}
