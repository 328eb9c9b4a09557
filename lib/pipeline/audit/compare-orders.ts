import { and, asc, eq, gt, isNotNull, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { orders } from "@/lib/db/schema/tickets";
import { valueRows } from "@/lib/db/value-rows";
import type { ChainState, PurchaseState } from "./chain-state";
import type { Difference } from "./difference";

const PAGE = 10_000;

/** Every order that is a purchase, beside what was purchased by its permit; and every purchase that has no order. */
export async function compareOrders(
  db: Queryable,
  chainId: number,
  { purchases }: ChainState,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  const unseen = new Map(purchases);
  for (let after = ""; ; ) {
    const page = await loadPage(db, chainId, after);
    const pairs = page.flatMap(({ order, contract }) => {
      const purchase = unseen.get(`${contract}:${order.permitNonce}`);
      unseen.delete(`${contract}:${order.permitNonce}`);
      if (!purchase) differences.push({ kind: "order_extra", orderId: order.id });
      return purchase ? [{ order, purchase }] : [];
    });
    differences.push(...pairs.flatMap(compareOrder), ...(await strayTickets(db, pairs)));
    const last = page.at(-1);
    if (!last) break;
    after = last.order.id;
  }
  for (const { contract, nonce } of unseen.values()) {
    differences.push({ kind: "order_missing", contract, nonce });
  }
  return differences;
}

type Order = typeof orders.$inferSelect;
type Pair = { order: Order; purchase: PurchaseState };

function loadPage(db: Queryable, chainId: number, after: string) {
  return db
    .select({ order: orders, contract: events.contractAddress })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(and(eq(events.chainId, chainId), isNotNull(orders.permitNonce), gt(orders.id, after)))
    .orderBy(asc(orders.id))
    .limit(PAGE);
}

function compareOrder({ order, purchase }: Pair): Difference[] {
  const { id: orderId } = order;
  const pairs: [column: "buyer" | "quantity" | "price" | "transaction", here: unknown, onChain: unknown][] = [
    ["buyer", order.buyer, purchase.buyer],
    ["quantity", order.quantity, Number(purchase.quantity)],
    ["price", order.unitPriceUnits, purchase.unitPrice],
    ["transaction", order.txHash, purchase.txHash],
  ];
  return pairs.flatMap(([column, here, onChain]): Difference[] =>
    here === onChain
      ? []
      : [{ kind: "order_differs", orderId, column, here: `${here}`, onChain: `${onChain}` }],
  );
}

/** Orders that lack some of the purchased tickets, or have others. */
async function strayTickets(db: Queryable, pairs: readonly Pair[]): Promise<Difference[]> {
  if (pairs.length === 0) return [];
  const runs = pairs.map(({ order: { id, eventId }, purchase: { firstTokenId: first, quantity } }) => {
    return { id, eventId, first, end: first + quantity };
  });
  const isIn = sql`t.token_id >= v.first and t.token_id < v."end"`;
  const { rows } = await db.execute<{ id: string; strays: number }>(sql`
    select id, strays from (
      select v.id,
        (select count(*) from tickets t where t.event_id = v."eventId" and ${isIn} and t.order_id is distinct from v.id)::int
        + (select count(*) from tickets t where t.order_id = v.id and (${isIn}) is not true)::int as strays
      from ${valueRows(runs, { id: "text", eventId: "text", first: "numeric", end: "numeric" })}) counted
    where strays > 0`);
  return rows.map(({ id: orderId, strays }) => {
    return { kind: "order_differs", orderId, column: "strays", here: `${strays}`, onChain: "0" };
  });
}
