import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { insertRows } from "@/lib/db/insert-rows";
import { orders } from "@/lib/db/schema/tickets";
import { valueRows } from "@/lib/db/value-rows";
import { newId } from "@/lib/ids";
import type { TimedFact } from "./read-range";

type AddOptions = { chainId: number; facts: readonly TimedFact[] };

/** An order with the numbers of its tokens, all of one event. */
type Purchase = typeof orders.$inferInsert & { first: bigint; quantity: number };

/**
 * Makes an order of each purchase and puts its tickets into it, whoever signed its permit. A hold with the permit's nonce is used
 * from then on, by there being the order. The tickets are there already.
 */
export async function addPurchases(tx: Transaction, { chainId, facts }: AddOptions): Promise<void> {
  const purchases = await ofKnownEvents(tx, chainId, facts);
  if (purchases.length === 0) return;
  const rows = purchases.map(({ first: _, ...order }) => order);
  await insertRows(tx, { table: orders, rows });
  const runs = purchases.map(({ id, eventId, first, quantity }) => {
    return { id, eventId, first, end: first + BigInt(quantity) };
  });
  await tx.execute(sql`
    update tickets t set order_id = v.id
    from ${valueRows(runs, { id: "text", eventId: "text", first: "numeric", end: "numeric" })}
    where t.event_id = v."eventId" and t.token_id >= v.first and t.token_id < v."end"`);
}

async function ofKnownEvents(
  tx: Transaction,
  chainId: number,
  facts: readonly TimedFact[],
): Promise<Purchase[]> {
  const placed = facts.flatMap(({ contract, fact, txHash, at }) =>
    fact.name === "purchased" ? [{ contract, txHash, at, ...fact }] : [],
  );
  if (placed.length === 0) return [];
  const values = placed.map(({ contract, firstTokenId: token }, i) => ({ i, contract, token }));
  const { rows } = await tx.execute<{ i: number; event: string; organisation: string; type: string }>(sql`
    select v.i, e.id as event, e.organisation_id as organisation, y.id as type
    from ${valueRows(values, { i: "integer", contract: "text", token: "numeric" })}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract
    join ticket_types y on y.event_id = e.id and y.number = div(v.token, 1000000000)
    order by v.i`);
  return rows.flatMap(({ i, event: eventId, organisation: organisationId, type: ticketTypeId }) => {
    const fact = placed[i];
    if (!fact) return [];
    return {
      id: newId("ord"),
      organisationId,
      eventId,
      buyer: fact.buyer,
      permitNonce: fact.nonce,
      ticketTypeId,
      quantity: Number(fact.quantity),
      unitPriceUnits: fact.unitPrice,
      txHash: fact.txHash,
      createdAt: fact.at,
      first: fact.firstTokenId,
    };
  });
}
