import { type Column, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Database } from "@/lib/db/database";
import { idempotencyKeys } from "@/lib/db/schema/account";
import { sessions, verifications } from "@/lib/db/schema/auth";
import { holds } from "@/lib/db/schema/sale";
import { webhookDeliveries, webhookMessages } from "@/lib/db/schema/webhooks";
import { defineJob } from "./define-job";

/** So many rows in one statement, so that nobody waits for long. */
const ROWS_AT_ONCE = 1_000;

const DAY_MS = 86_400_000;
/** Buyers may ask what became of a hold for so long. */
const HOLDS_KEPT_MS = DAY_MS;
/** What was announced can be replayed for so long. */
const WEBHOOKS_KEPT_MS = 30 * DAY_MS;

type Expired = { table: PgTable; where: SQL };

/**
 * Removes what has had its time: kept answers, sessions, sign-in nonces, holds, all of which count for nothing once expired; and what
 * webhooks told, but for what is still on its way.
 */
export const expire = defineJob({
  name: "expire",
  schedule: "*/5 * * * *",
  schema: z.object({}),
  run: async ({ ctx: { db, clock }, signal }) => {
    for (const expired of expiredAt(clock.now()))
      while (!signal.aborted && (await removeSome(db, expired)) === ROWS_AT_ONCE);
  },
});

function expiredAt(now: Date): Expired[] {
  const before = (column: Column, ms: number) =>
    sql`${column} <= ${new Date(now.getTime() - ms).toISOString()}::timestamptz`;
  return [
    ...[idempotencyKeys, sessions, verifications].map((table) => {
      return { table, where: before(table.expiresAt, 0) };
    }),
    { table: holds, where: before(holds.expiresAt, HOLDS_KEPT_MS) },
    {
      table: webhookDeliveries,
      where: sql`${before(webhookDeliveries.createdAt, WEBHOOKS_KEPT_MS)} and ${isIdle()}`,
    },
    // What is about to be delivered, or is replayed, is kept for that.
    {
      table: webhookMessages,
      where: sql`${before(webhookMessages.at, WEBHOOKS_KEPT_MS)} and not exists (
        select 1 from webhook_deliveries d where d.message_id = ${webhookMessages.id})`,
    },
  ];
}

/** Nobody waits for an endpoint that has been off for so long. */
const isIdle = () => sql`(${webhookDeliveries.status} <> 'pending' or exists (
  select 1 from webhook_endpoints e where e.id = ${webhookDeliveries.endpointId} and e.status = 'disabled'))`;

async function removeSome(db: Database, { table, where }: Expired): Promise<number> {
  const { rows } = await db.execute(sql`
    delete from ${table} where ctid = any(array(
      select ctid from ${table} where ${where} limit ${ROWS_AT_ONCE} for update skip locked)) returning 1`);
  return rows.length;
}
