import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import type { ServerState } from "./protocol";

/** What the database says, as it is. */
export async function readState(db: Database): Promise<ServerState> {
  const actions = await db.execute<ServerState["actions"][number]>(sql`
    select id, kind, status, cardinality(ticket_ids)::int as quantity, error->>'code' as code from actions order by seq`);
  const tickets = await db.execute<ServerState["tickets"][number]>(sql`
    select e.contract_address as contract, t.token_id::text as "tokenId", t.owner, t.status
    from tickets t join events e on e.id = t.event_id where t.token_id is not null`);
  const contracts = await db.execute<{ contract: string }>(sql`
    select contract_address as contract from events where contract_address is not null`);
  return {
    open: actions.rows.filter(({ status }) => status === "queued" || status === "submitted").length,
    actions: actions.rows,
    tickets: tickets.rows,
    contracts: contracts.rows.map(({ contract }) => contract),
  };
}
