import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";

/** Whether a statement of another connection waits for a lock: on Postgres alone. */
export async function someoneWaitsForALock(db: Database): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rows.length > 0;
}
