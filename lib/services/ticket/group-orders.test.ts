import { describe, expect, it } from "vitest";
import { ADA, BOB } from "@/test/service-builders";
import { groupOrders, ORDER_TICKETS_MAX } from "./group-orders";
import { type MintTicketInput, mintTicketInput } from "./schema";

const ticket = (change: Record<string, unknown>): MintTicketInput =>
  mintTicketInput.parse({ ticketTypeId: "typ_a", to: ADA, orderId: "1", ...change });

const sizes = (tickets: MintTicketInput[]) => groupOrders(tickets).map((order) => order.indexes.length);

describe("groupOrders", () => {
  it("keeps neighbours of one order together", () => {
    expect(groupOrders([ticket({}), ticket({}), ticket({ orderId: "2" })])).toMatchObject([
      { indexes: [0, 1] },
      { indexes: [2] },
    ]);
  });

  it("makes each ticket without a reference an order by itself", () => {
    expect(sizes([ticket({ orderId: null }), ticket({ orderId: null })])).toEqual([1, 1]);
  });

  it.each([
    ["recipient", { to: BOB }],
    ["recipient, custody being one", { to: null }],
    ["type", { ticketTypeId: "typ_b" }],
  ])("parts an order by %s", (_, change) => expect(sizes([ticket({}), ticket(change)])).toEqual([1, 1]));

  it("parts an order that is too large for a transaction", () => {
    const tickets = Array.from({ length: ORDER_TICKETS_MAX * 2 + 1 }, () => ticket({}));
    expect(sizes(tickets)).toEqual([ORDER_TICKETS_MAX, ORDER_TICKETS_MAX, 1]);
  });

  it("does not join what others stand between", () => {
    expect(sizes([ticket({}), ticket({ orderId: "2" }), ticket({})])).toEqual([1, 1, 1]);
  });
});
