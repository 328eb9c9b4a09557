import { eq, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { orders } from "@/lib/db/schema/tickets";
import { formatAmount } from "@/lib/services/money";
import type { OrderOutput } from "./schema";

const ticketIds = sql<
  string[]
>`array(select t.id from tickets t where t.order_id = ${orders.id} order by t.id)`;
const email = sql<string | null>`(select coalesce(t.email, t.attendee_email) from tickets t
  where t.order_id = ${orders.id} and coalesce(t.email, t.attendee_email) is not null order by t.id limit 1)`;

/** Orders with all that their projection shows; the caller adds `where`, order and limit. */
export function selectOrders(db: Queryable) {
  return db
    .select({
      order: orders,
      money: { currency: events.currency, currencyDecimals: events.currencyDecimals },
      ticketIds,
      email,
    })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId));
}

type OrderRow = Awaited<ReturnType<typeof selectOrders>>[number];

/** An order as its organiser sees it. */
export function projectOrder({ order, money, ticketIds, email }: OrderRow): OrderOutput {
  const { quantity, unitPriceUnits } = order;
  const paid = quantity === null || unitPriceUnits === null ? null : unitPriceUnits * BigInt(quantity);
  return {
    id: order.id,
    eventId: order.eventId,
    reference: order.reference,
    buyer: order.buyer,
    email,
    quantity: ticketIds.length,
    ticketIds,
    total: paid === null ? null : formatAmount(paid, money),
    currency: money.currency,
    txHash: order.txHash,
    createdAt: order.createdAt.toISOString(),
  };
}
