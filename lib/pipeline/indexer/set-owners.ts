import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { valueRows } from "@/lib/db/value-rows";
import type { Token } from "./touched";

/** Sets the owners of tickets that have a token. */
export async function setOwners(
  tx: Transaction,
  chainId: number,
  owners: readonly (Token & { owner: string })[],
): Promise<void> {
  if (owners.length === 0) return;
  await tx.execute(sql`
    update tickets t set owner = v.owner
    from ${valueRows(owners, { contract: "text", tokenId: "numeric", owner: "text" })}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract
    where t.event_id = e.id and t.token_id = v."tokenId" and t.owner is distinct from v.owner`);
}
