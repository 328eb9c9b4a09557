import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";

/**
 * Takes back check-ins and invalidations that others made in blocks above `ancestor`, which a reorg has orphaned. Runs
 * before the facts are deleted. What was asked for here, by scan or action, stands whatever others did as well.
 */
export async function undoForeignStatus(tx: Transaction, chainId: number, ancestor: number): Promise<void> {
  const orphanedTickets = (name: string): SQL => sql`
    select t.id from chain_events c
    join events e on e.chain_id = c.chain_id and e.contract_address = c.contract
    join tickets t on t.event_id = e.id and t.token_id = c.token_id
    where c.chain_id = ${chainId} and c.block_number > ${ancestor} and c.name = ${name}
      and not exists (select 1 from transaction_attempts x where x.chain_id = c.chain_id and x.hash = c.tx_hash)`;
  await tx.execute(sql`
    update tickets set checked_in_at = null
    where checked_in_scan_id is null and id in (${orphanedTickets("checked_in")})`);
  const { rows } = await tx.execute<{ ticket_type_id: string }>(sql`
    update tickets set invalidated_at = null, invalidated_reason = null
    where id in (${orphanedTickets("invalidated")})
      and not exists (select 1 from actions a where a.id = tickets.last_action_id and a.kind = 'invalidate')
    returning ticket_type_id`);
  for (const { ticket_type_id } of rows) {
    await tx.execute(sql`update ticket_types set issued = issued + 1 where id = ${ticket_type_id}`);
  }
}
