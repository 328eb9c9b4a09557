import { sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Transaction } from "@/lib/db/database";
import { valueRows } from "@/lib/db/value-rows";

type AddedType = {
  id: string;
  event: string;
  number: number;
  /** Whether the chain refused it for good. */
  failed: boolean;
  /** The number that the chain gave it; null while it's on its way. */
  said: number | null;
  /** The highest number that isn't free for what is on its way. */
  top: number;
};

/**
 * Gives the ticket types that we add to events the numbers they have on the chain, which counts them as they come: its owner may
 * add one first, or the chain refuse one. What is on its way has the numbers after all that are there; what was refused has
 * one below 0, which no token is of.
 */
export async function numberTicketTypes(
  tx: Transaction,
  chainId: number,
  contracts: readonly Address[],
): Promise<void> {
  if (contracts.length === 0) return;
  const types = await loadAdded(tx, chainId, contracts);
  const changes = [...Map.groupBy(types, ({ event }) => event).values()].flatMap(numbersOf);
  // First out of the way: no two of an event may have the same number, not even in between.
  for (const [i, { id }] of changes.entries())
    await tx.execute(sql`update ticket_types set number = ${-1_000_000_000 - i} where id = ${id}`);
  for (const { id, number } of changes)
    await tx.execute(sql`update ticket_types set number = ${number} where id = ${id}`);
}

/** What has another number now than it should have; the types are of one event, in the order in which they were asked for. */
function numbersOf(types: readonly AddedType[]): { id: string; number: number }[] {
  let next = Math.max(...types.map(({ top, said }) => Math.max(top, said ?? 0)));
  let refused = Math.min(0, ...types.map(({ number }) => number));
  return types.flatMap(({ id, number, failed, said }) => {
    const isRefused = failed && said === null;
    if (isRefused && number < 0) return [];
    const right = isRefused ? --refused : (said ?? ++next);
    return right === number ? [] : [{ id, number: right }];
  });
}

const rowsOf = (contracts: readonly Address[]) => contracts.map((contract) => ({ contract }));

async function loadAdded(
  tx: Transaction,
  chainId: number,
  contracts: readonly Address[],
): Promise<AddedType[]> {
  const ofChain = sql`c.chain_id = ${chainId} and c.contract = e.contract_address and c.token_id is null
    and c.name = 'ticket_type_set'`;
  const { rows } = await tx.execute<AddedType>(sql`
    select y.id, e.id as event, y.number, a.status = 'failed' as failed, f.number as said, greatest(
      (select max(b.number) from ticket_types b where b.event_id = e.id and b.add_action_id is null),
      (select max((c.args->>'ticketType')::integer) from chain_events c where ${ofChain})) as top
    from ${valueRows(rowsOf(contracts), { contract: "text" })}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract
    join ticket_types y on y.event_id = e.id
    join actions a on a.id = y.add_action_id
    left join lateral (
      select (c.args->>'ticketType')::integer as number
      from transaction_attempts x join chain_events c on ${ofChain} and c.tx_hash = x.hash
      where x.chain_id = ${chainId} and x.transaction_id = a.transaction_id
      limit 1) f on true
    order by e.id, a.seq`);
  return rows;
}
