import { sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Transaction } from "@/lib/db/database";
import { valueRows } from "@/lib/db/value-rows";

/**
 * Where moves that are on their way to the chain take tickets, the last of each ticket's; null: into custody. Tickets that
 * stay where they are have no entry. A move that the chain refuses is no longer on its way, so nothing has to be undone for it.
 */
export async function loadPendingHolders(
  tx: Transaction,
  ticketIds: readonly string[],
): Promise<ReadonlyMap<string, Address | null>> {
  if (ticketIds.length === 0) return new Map();
  const ids = ticketIds.map((id) => ({ id }));
  const columns = sql`a.seq, a.kind, a.payload, a.after_action_id`;
  const isOpen = sql`a.status in ('queued', 'submitted') and a.kind not in ('mint', 'publish')`;
  const { rows } = await tx.execute<{ ticket: string; holder: Address | null }>(sql`
    with recursive pending as (
      select t.id as ticket, ${columns} from ${valueRows(ids, { id: "text" })}
      join tickets t on t.id = v.id join actions a on a.id = t.last_action_id where ${isOpen}
      union all
      select pending.ticket, ${columns} from pending join actions a on a.id = pending.after_action_id where ${isOpen})
    select distinct on (ticket) ticket, payload->>'to' as holder from pending
    where kind in ('resell', 'transfer', 'claim') order by ticket, seq desc`);
  return new Map(rows.map(({ ticket, holder }) => [ticket, holder]));
}
