import { type SQL, sql } from "drizzle-orm";
import type { EventFact } from "@/lib/chain/chain-fact";

/**
 * Whether an action `a` still counts beside what the chain says: accepted here, not refused there, and no fact of its transaction
 * there yet, or there no more.
 * @param contract that the fact of this name would be of.
 */
export function notCarriedOut(contract: SQL, name: EventFact["name"]): SQL {
  return sql`(a.status <> 'failed' and not exists (
    select 1 from transaction_attempts x join chain_events d on d.chain_id = x.chain_id and d.tx_hash = x.hash
    where x.transaction_id = a.transaction_id
      and d.contract = ${contract} and d.token_id is null and d.name = ${name}))`;
}
