import { inArray, sql } from "drizzle-orm";
import type { Database, Queryable, Transaction } from "@/lib/db/database";
import { actions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";

export type FailedAction = { id: string; code: string; detail: string };

/** Marks actions that can't be done, for good, and gives back the stock of those that were to mint. */
export async function failActions(db: Queryable, failed: readonly FailedAction[]): Promise<void> {
  if (failed.length === 0) return;
  await db.transaction(async (tx) => {
    for (const { id, code, detail } of failed) {
      await tx
        .update(actions)
        .set({ status: "failed", error: { code, detail }, updatedAt: new Date() })
        .where(sql`${actions.id} = ${id} and ${actions.status} = 'queued'`);
    }
    await failMintedTickets(
      tx,
      failed.map((action) => action.id),
    );
  });
}

async function failMintedTickets(tx: Transaction, actionIds: string[]): Promise<void> {
  const lost = await tx
    .update(tickets)
    .set({ mintFailed: true })
    .where(
      sql`${inArray(tickets.mintActionId, actionIds)} and not ${tickets.mintFailed}
        and exists (select 1 from ${actions} where ${actions.id} = ${tickets.mintActionId} and ${actions.status} = 'failed')`,
    )
    .returning({ ticketTypeId: tickets.ticketTypeId, invalidatedAt: tickets.invalidatedAt });
  const byType = new Map<string, number>();
  for (const { ticketTypeId, invalidatedAt } of lost) {
    // An invalidated ticket gave its stock back already.
    if (invalidatedAt === null) byType.set(ticketTypeId, (byType.get(ticketTypeId) ?? 0) + 1);
  }
  for (const [ticketTypeId, count] of [...byType].sort()) {
    await tx.execute(sql`update ticket_types set issued = issued - ${count} where id = ${ticketTypeId}`);
  }
}

const DEPENDENCY_FAILED = "DependencyFailed";

/**
 * Fails what waits for a publish or a mint that failed, and what waits for that: there is no ticket then. Any other action that
 * failed is simply done, and what comes after it on the ticket is tried. Repeats until a whole chain of dependants is told.
 */
export async function failDependants(db: Database): Promise<void> {
  for (;;) {
    const { rows } = await db.execute<{ id: string; previous_id: string }>(sql`
      select a.id, p.id as previous_id from actions a join actions p on p.id = a.after_action_id
      where a.status = 'queued' and a.kind <> 'publish' and p.status = 'failed'
        and (p.kind in ('publish', 'mint') or p.error->>'code' = ${DEPENDENCY_FAILED})
      limit 1000`);
    if (rows.length === 0) return;
    const reason = (previousId: string) => `It depends on ${previousId}, which failed.`;
    await failActions(
      db,
      rows.map((row) => ({ id: row.id, code: DEPENDENCY_FAILED, detail: reason(row.previous_id) })),
    );
  }
}
