import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import type { Progress, ServerState } from "./protocol";

/** What the database says, as it is. */
export async function readState(db: Database): Promise<ServerState> {
  const actions = await db.execute<ServerState["actions"][number]>(sql`
    select id, kind, status, error->>'code' as code from actions order by seq`);
  const tickets = await db.execute<ServerState["tickets"][number]>(sql`
    select e.contract_address as contract, t.token_id::text as "tokenId", t.owner, t.status,
      a.kind || ': ' || (a.error->>'detail') as refusal
    from tickets t join events e on e.id = t.event_id left join actions a on a.id = t.last_action_id
    where t.token_id is not null`);
  const deeds = await db.execute<ServerState["deeds"][number]>(sql`
    select e.contract_address as contract, t.token_id::text as "tokenId", a.kind, count(*)::int as times
    from actions a cross join unnest(a.ticket_ids) as asked(id)
    join tickets t on t.id = asked.id join events e on e.id = t.event_id
    where a.kind in ('check_in', 'undo_check_in', 'invalidate') and a.status in ('confirmed', 'final')
    group by 1, 2, 3`);
  const contracts = await db.execute<{ contract: string }>(sql`
    select contract_address as contract from events where contract_address is not null`);
  const transactions = await db.execute<ServerState["transactions"]>(sql`
    select count(*)::int as stored, (count(*) filter (where status = 'reverted'))::int as reverted,
      (count(*) filter (where status = 'replaced'))::int as replaced
    from transactions`);
  return {
    transactions: transactions.rows[0] ?? { stored: 0, reverted: 0, replaced: 0 },
    actions: actions.rows,
    tickets: tickets.rows,
    deeds: deeds.rows,
    contracts: contracts.rows.map(({ contract }) => contract),
  };
}

/** What is still on its way. */
export async function readProgress(db: Database): Promise<Progress> {
  const { rows } = await db.execute<Progress>(sql`
    select (select block_hash from cursors) as block,
      (select count(*) from actions where status in ('queued', 'submitted'))::int
        + (select count(*) from transactions where status in ('signed', 'broadcast'))::int as open`);
  return rows[0] ?? { open: 0, block: null };
}
