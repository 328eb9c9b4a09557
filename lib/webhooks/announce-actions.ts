import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import type { ActionKind } from "@/lib/db/schema/pipeline";
import { batches } from "@/lib/db/schema/tickets";
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

/** Tells of actions that transactions of ours have brought to the chain. After a reorg they may be told of once more. */
export async function announceConfirmed(tx: Transaction, transactionIds: readonly string[]): Promise<void> {
  if (transactionIds.length === 0) return;
  const which = sql`${inList(sql`a.transaction_id`, transactionIds)} and a.status = 'confirmed'`;
  const rows = await loadActions(tx, which);
  const at = new Date();
  await announce(
    tx,
    rows.flatMap((row) => confirmedBy(row, at)),
  );
  await announceBatches(tx, rows, at);
  await callBack(tx, which, at);
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
  const which = sql`${inList(sql`a.id`, actionIds)} and a.status = 'failed'`;
  const rows = await loadActions(tx, which);
  const at = new Date();
  await announce(
    tx,
    rows.map(({ id: actionId, organisation: organisationId, event: eventId, tickets }) => {
      const data = { actionId, eventId, ticketIds: tickets };
      return { organisationId, type: "action.failed", subject: tickets[0] ?? eventId, data, at };
    }),
  );
  await announceBatches(tx, rows, at);
  await callBack(tx, which, at);
}

/** Those of the actions `a` whose organisation has an endpoint. */
async function loadActions(tx: Transaction, which: SQL): Promise<Row[]> {
  const { rows } = await tx.execute<Row>(sql`
    select a.id, a.kind, a.organisation_id as organisation, a.event_id as event, a.batch_id as batch, a.ticket_ids as tickets
    from actions a where ${which}
      and exists (select 1 from webhook_endpoints w where w.organisation_id = a.organisation_id)
    order by a.seq`);
  return rows;
}

/**
 * Batches none of whose actions are open any more. They are locked before they are looked at, and in order: of two that end a
 * batch's last actions at once, each would see the other's still open, and neither would tell.
 */
async function announceBatches(tx: Transaction, actions: readonly Row[], at: Date): Promise<void> {
  const ids = [...new Set(actions.flatMap(({ batch }) => batch ?? []))];
  if (ids.length === 0) return;
  const ofThese = inList(batches.id, ids);
  await tx.select({ id: batches.id }).from(batches).where(ofThese).orderBy(batches.id).for("no key update");
  const done = await tx
    .select({ id: batches.id, organisationId: batches.organisationId })
    .from(batches)
    .where(
      sql`${ofThese} and not exists (
        select 1 from actions a where a.batch_id = ${batches.id} and a.status in ('queued', 'submitted'))`,
    )
    .orderBy(batches.id);
  await announce(
    tx,
    done.map(({ id: batchId, organisationId }) => {
      return { organisationId, type: "batch.completed", subject: batchId, data: { batchId }, at };
    }),
  );
}
