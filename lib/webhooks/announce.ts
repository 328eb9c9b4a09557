import { sql } from "drizzle-orm";
import type { Queryable, Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { insertRows } from "@/lib/db/insert-rows";
import { type WebhookType, webhookEndpoints, webhookMessages } from "@/lib/db/schema/webhooks";
import { newId } from "@/lib/ids";

/** Something that happened. `data`: the ids of what it is about. */
export type Announcement = {
  organisationId: string;
  type: WebhookType;
  subject: string;
  data: Readonly<Record<string, unknown>>;
  at: Date;
};

/**
 * Tells an organisation's endpoints of what happened, in the transaction that makes it true. Costs a read where none listens. One that
 * is switched off counts: what it missed can be replayed to it.
 */
export async function announce(tx: Transaction, announcements: readonly Announcement[]): Promise<void> {
  if (announcements.length === 0) return;
  const listening = await listeners(tx, [...new Set(announcements.map((each) => each.organisationId))]);
  const rows = announcements
    .filter(({ organisationId, type }) => listening.has(`${organisationId} ${type}`))
    .map(({ data, ...row }) => ({ id: newId("msg"), ...row, data: { ...data } }));
  await insertRows(tx, { table: webhookMessages, rows });
}

/** Which of these organisations listen to what: `org_… ticket.issued`. */
async function listeners(db: Queryable, organisationIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select distinct organisation_id || ' ' || unnest(events) as name from webhook_endpoints
    where ${inList(webhookEndpoints.organisationId, organisationIds)}`);
  return new Set(rows.map(({ name }) => name));
}
