import { sql } from "drizzle-orm";
import type { PlacedFact } from "@/lib/chain/chain-fact";
import type { Transaction } from "@/lib/db/database";
import { jsonRows } from "@/lib/db/json-rows";
import type { Token } from "./touched";

type LinkOptions = {
  chainId: number;
  facts: readonly PlacedFact[];
  owners: ReadonlyMap<string, Token & { owner: string }>;
};

/**
 * Gives the tickets of minted orders their tokens and owners, by the order's reference: our own action. Anybody who owns an
 * event may mint with any reference, so it counts in the action's own event and transaction only.
 */
export async function linkTokens(tx: Transaction, { chainId, facts, owners }: LinkOptions): Promise<void> {
  const orders = facts.flatMap(({ fact, contract, txHash: hash }) =>
    fact.name === "minted" ? [{ contract, hash, action: fact.actionId, first: fact.firstTokenId }] : [],
  );
  if (orders.length === 0) return;
  const tokens = [...owners.values()].map(({ contract, tokenId, owner }) => ({ contract, tokenId, owner }));
  await tx.execute(sql`
    with linked as (
      select u.ticket_id, v.contract, v.first + u.place - 1 as token_id
      from ${jsonRows(orders, "v(contract text, hash text, action text, first numeric)")}
      join actions a on a.id = v.action and a.kind = 'mint'
      join events e on e.id = a.event_id and e.chain_id = ${chainId} and e.contract_address = v.contract
      join transaction_attempts x
        on x.chain_id = ${chainId} and x.hash = v.hash and x.transaction_id = a.transaction_id
      cross join unnest(a.ticket_ids) with ordinality as u(ticket_id, place))
    update tickets t set token_id = o."tokenId", owner = o.owner
    from linked join ${jsonRows(tokens, 'o(contract text, "tokenId" numeric, owner text)')}
      on o.contract = linked.contract and o."tokenId" = linked.token_id
    where t.id = linked.ticket_id and t.token_id is null`);
}
