import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";

/**
 * The negative control: what a relayer does that keeps its transactions in memory. After a restart it knows nothing of what it
 * had sent, and does it again.
 */
export async function forgetBytes(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(
      sql`update transactions set status = 'replaced' where status in ('signed', 'broadcast')`,
    );
    await tx.execute(
      sql`update actions set status = 'queued', transaction_id = null where status = 'submitted'`,
    );
  });
}
