import type { MintTicketInput } from "./schema";

/** Tickets that become one on-chain order: same recipient, type and order. `indexes` are places in the call. */
export type OnChainOrder = { indexes: number[]; first: MintTicketInput };

/** A larger order becomes several on the chain: each has to fit into a transaction with room to spare. */
export const ORDER_TICKETS_MAX = 50;

/**
 * Groups neighbours of one order, so that a family's tickets share a slot on the chain and have consecutive numbers.
 * A ticket without an order reference is an order by itself.
 */
export function groupOrders(tickets: readonly MintTicketInput[]): OnChainOrder[] {
  const orders: OnChainOrder[] = [];
  for (const [index, ticket] of tickets.entries()) {
    const open = orders.at(-1);
    if (open && open.indexes.length < ORDER_TICKETS_MAX && belongTogether(open.first, ticket)) {
      open.indexes.push(index);
    } else {
      orders.push({ indexes: [index], first: ticket });
    }
  }
  return orders;
}

function belongTogether(a: MintTicketInput, b: MintTicketInput): boolean {
  return (
    typeof a.orderId === "string" &&
    a.orderId === b.orderId &&
    a.ticketTypeId === b.ticketTypeId &&
    (a.to ?? null) === (b.to ?? null)
  );
}
