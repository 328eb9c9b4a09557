import { type Column, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Database } from "@/lib/db/database";
import { idempotencyKeys } from "@/lib/db/schema/account";
import { sessions, verifications } from "@/lib/db/schema/auth";
import { holds } from "@/lib/db/schema/sale";
import { defineJob } from "./define-job";

/** So many rows in one statement, so that nobody waits for long. */
const ROWS_AT_ONCE = 1_000;

/** Buyers may ask what became of a hold for so long. */
const HOLDS_KEPT_MS = 86_400_000;

/** Removes what has had its time: kept answers, sessions, sign-in nonces, holds. All of them count for nothing once expired. */
export const expire = defineJob({
  name: "expire",
  schedule: "*/5 * * * *",
  schema: z.object({}),
  run: async ({ ctx: { db, clock }, signal }) => {
    const now = clock.now();
    for (const table of [idempotencyKeys, sessions, verifications, holds]) {
      const until = table === holds ? new Date(now.getTime() - HOLDS_KEPT_MS) : now;
      while (
        !signal.aborted &&
        (await removeSome(db, table, sql`${table.expiresAt} <= ${until}`)) === ROWS_AT_ONCE
      );
    }
  },
});

async function removeSome(db: Database, table: PgTable & { expiresAt: Column }, where: SQL): Promise<number> {
  const { rows } = await db.execute(sql`
    delete from ${table} where ctid = any(array(
      select ctid from ${table} where ${where} limit ${ROWS_AT_ONCE} for update skip locked)) returning 1`);
  return rows.length;
}
