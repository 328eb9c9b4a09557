import { sql } from "drizzle-orm";
import type { Address } from "viem";
import type { PlacedFact } from "@/lib/chain/chain-fact";
import type { Transaction } from "@/lib/db/database";
import { valueRows } from "@/lib/db/value-rows";
import { type Token, tokenKey } from "./touched";

type LinkOptions = {
  chainId: number;
  facts: readonly PlacedFact[];
  owners: ReadonlyMap<string, Token & { owner: Address }>;
};

/**
 * Gives the tickets of minted orders their tokens and owners, by the order's reference: our own action. Anybody who owns an
 * event may mint with any reference, so it counts in the action's own event and transaction only.
 * @returns the keys of the tokens that are ours.
 */
export async function linkTokens(tx: Transaction, options: LinkOptions): Promise<ReadonlySet<string>> {
  const { owners } = options;
  const minted = await ourTokens(tx, options);
  const links = minted.flatMap(({ ticketId: id, ...token }) => {
    const owner = owners.get(tokenKey(token))?.owner;
    return owner ? [{ id, token: token.tokenId, owner }] : [];
  });
  if (links.length > 0) {
    await tx.execute(sql`
      update tickets t set token_id = v.token, owner = v.owner
      from ${valueRows(links, { id: "text", token: "numeric", owner: "text" })}
      where t.id = v.id and t.token_id is null`);
  }
  return new Set(minted.map(tokenKey));
}

async function ourTokens(
  tx: Transaction,
  { chainId, facts }: LinkOptions,
): Promise<(Token & { ticketId: string })[]> {
  const orders = facts.flatMap(({ fact, contract, txHash: hash }) =>
    fact.name === "minted" ? [{ contract, hash, action: fact.actionId, first: fact.firstTokenId }] : [],
  );
  if (orders.length === 0) return [];
  const { rows } = await tx.execute<{ contract: Address; ticket: string; token: string }>(sql`
    select v.contract, u.ticket, (v.first + u.place - 1)::text as token
    from ${valueRows(orders, { contract: "text", hash: "text", action: "text", first: "numeric" })}
    join actions a on a.id = v.action and a.kind = 'mint'
    join events e on e.id = a.event_id and e.chain_id = ${chainId} and e.contract_address = v.contract
    join transaction_attempts x
      on x.chain_id = ${chainId} and x.hash = v.hash and x.transaction_id = a.transaction_id
    cross join unnest(a.ticket_ids) with ordinality as u(ticket, place)`);
  return rows.map(({ contract, ticket, token }) => ({ contract, ticketId: ticket, tokenId: BigInt(token) }));
}
