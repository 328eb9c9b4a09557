import { sql } from "drizzle-orm";
import { type Address, zeroAddress } from "viem";
import type { ChainFact, PlacedFact } from "@/lib/chain/decode-logs";
import type { Transaction } from "@/lib/db/database";
import { chainEvents } from "@/lib/db/schema/pipeline";
import { applyForeignStatus } from "./apply-foreign-status";
import type { BlockRange } from "./read-range";

/** Rows per insert: Postgres takes at most 65,535 parameters. */
const CHUNK = 1_000;

/** Keeps what event contracts said and brings tickets up to it. */
export async function applyFacts(tx: Transaction, chainId: number, range: BlockRange): Promise<void> {
  if (range.facts.length === 0) return;
  await storeFacts(tx, chainId, range);
  await linkTokens(tx, range.facts);
  await moveTokens(tx, range.facts);
  await applyForeignStatus(tx, chainId, range);
}

async function storeFacts(tx: Transaction, chainId: number, { facts, headers }: BlockRange): Promise<void> {
  const times = new Map(headers.map((header) => [header.number, header.at]));
  for (let start = 0; start < facts.length; start += CHUNK) {
    const rows = facts.slice(start, start + CHUNK).map(({ fact, blockHash: _, ...place }) => {
      const at = times.get(place.blockNumber);
      if (!at) throw new Error(`Block ${place.blockNumber} has facts but no header.`);
      const { name, ...args } = fact;
      return { chainId, ...place, name, tokenId: tokenOf(fact), args: toJson(args), at };
    });
    await tx.insert(chainEvents).values(rows);
  }
}

function tokenOf(fact: ChainFact): bigint {
  return fact.name === "minted" ? fact.firstTokenId : fact.tokenId;
}

function toJson(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([k, v]) => [k, typeof v === "bigint" ? v.toString() : v]),
  );
}

/**
 * Gives the tickets of minted orders their tokens, by the order's reference: our own action. Anybody who owns an
 * event may mint with any reference, so it counts in the action's own event and transaction only.
 */
async function linkTokens(tx: Transaction, facts: readonly PlacedFact[]): Promise<void> {
  const orders = facts.flatMap(({ fact, contract, txHash }) => {
    return fact.name === "minted" ? [{ ...fact, contract, txHash }] : [];
  });
  if (orders.length === 0) return;
  await tx.execute(sql`
    update tickets t set token_id = v.first + a.place - 1
    from (select unnest(${textArray(orders.map((o) => o.actionId))}::text[]) as action_id,
                 unnest(${textArray(orders.map((o) => o.firstTokenId))}::numeric[]) as first,
                 unnest(${textArray(orders.map((o) => o.contract))}::text[]) as contract,
                 unnest(${textArray(orders.map((o) => o.txHash))}::text[]) as tx_hash) v
    join lateral (select ticket_id, place, event_id, transaction_id
                  from actions, unnest(ticket_ids) with ordinality as u(ticket_id, place)
                  where actions.id = v.action_id and actions.kind = 'mint') a on true
    join events e on e.id = a.event_id and e.contract_address = v.contract
    join transaction_attempts x on x.transaction_id = a.transaction_id and x.hash = v.tx_hash
    where t.id = a.ticket_id and t.token_id is null`);
}

/** Sets owners to what the last transfer of each token says. */
async function moveTokens(tx: Transaction, facts: readonly PlacedFact[]): Promise<void> {
  const last = new Map<string, { contract: Address; tokenId: bigint; owner: Address }>();
  for (const { contract, fact } of facts) {
    if (fact.name !== "transferred" || fact.to === zeroAddress) continue;
    last.set(`${contract}:${fact.tokenId}`, { contract, tokenId: fact.tokenId, owner: fact.to });
  }
  const moves = [...last.values()];
  if (moves.length === 0) return;
  await tx.execute(sql`
    update tickets t set owner = v.owner
    from (select unnest(${textArray(moves.map((m) => m.contract))}::text[]) as contract,
                 unnest(${textArray(moves.map((m) => m.tokenId))}::numeric[]) as token_id,
                 unnest(${textArray(moves.map((m) => m.owner))}::text[]) as owner) v
    join events e on e.contract_address = v.contract
    where t.event_id = e.id and t.token_id = v.token_id`);
}

/** A Postgres array literal of values that hold no quotes, commas or braces (ids, numbers, addresses). */
function textArray(values: readonly (string | bigint)[]): string {
  return `{${values.join(",")}}`;
}
