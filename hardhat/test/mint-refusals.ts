import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { zeroAddress } from "viem";
import { order, someone } from "../support/mint-model";
import { assertReverts } from "../support/revert";
import { createWorld, mintOrder, type Order, packOrder, ref } from "../support/world";

const world = await createWorld();
const { createEvent, alice, bob, carol } = world;

describe("mint refuses the whole batch, and names the order", () => {
  const refused = async (orders: Order[]) => {
    const tickets = await createEvent();
    const call = tickets.write.mint([orders.map((one, i) => packOrder({ ...one, ref: ref(i + 1) }))]);
    return { tickets, call };
  };

  const tooMany: [string, Order[], number, bigint, bigint][] = [
    ["a first order", [order(alice, 11, 2)], 1, 11n, 10n],
    ["a first large order", [order(alice, 17, 2)], 1, 17n, 10n],
    ["a distinct order that doesn't fit", [6, 5, 1].map((n, i) => order(someone(i), n, 2)), 2, 5n, 4n],
    ["a distinct order when none is left", [6, 4, 1].map((n, i) => order(someone(i), n, 2)), 3, 1n, 0n],
    ["an order of a run", [6, 3, 2].map((n) => order(alice, n, 2)), 3, 2n, 1n],
    ["an order of a run of custody", [9, 1, 1, 1].map((n) => order(zeroAddress, n, 2)), 3, 1n, 0n],
    ["a run after distinct ones", [order(bob, 8, 2), order(alice, 2, 2), order(alice, 1, 2)], 3, 1n, 0n],
    ["a distinct one after another type", [order(bob, 8, 2), order(bob, 1), order(bob, 3, 2)], 3, 3n, 2n],
    ["an order of a thousand", [order(bob, 1, 2), order(bob, 1_000, 2)], 2, 1_000n, 9n],
  ];
  for (const [what, orders, which, quantity, available] of tooMany) {
    it(`for lack of supply: ${what}`, async () => {
      const { tickets, call } = await refused(orders);
      await assertReverts(call, "SupplyExceeded", [ref(which), 2n, quantity, available]);
      assert.equal(await tickets.read.totalSupply(), 0n);
      await mintOrder(tickets, bob, 10, 2);
    });
  }

  for (const [what, orders, which] of [
    ["the first", [order(alice, 0), order(bob)], 1],
    ["a later one", [order(alice), order(bob, 0), order(carol)], 2],
    ["the last", [order(alice), order(bob, 0)], 2],
    ["one for the holder before", [order(alice), order(alice, 0)], 2],
    ["one for custody", [order(zeroAddress), order(zeroAddress, 0)], 2],
    ["one of another type", [order(alice), order(alice, 0, 2)], 2],
    ["one of a type that isn't there", [order(alice), order(alice, 0, 9)], 2],
  ] as const) {
    it(`for asking for nothing: ${what}`, async () => {
      const { call } = await refused([...orders]);
      await assertReverts(call, "EmptyOrder", [ref(which)]);
    });
  }

  it("for asking for nothing of the type beside, which isn't 65,536 of a run's own", async () => {
    const tickets = await createEvent({}, [{ supply: 70_000, price: 0n }]);
    const orders = [order(alice), order(alice), order(alice, 0, 0)];
    const call = tickets.write.mint([orders.map((one, i) => packOrder({ ...one, ref: ref(i + 1) }))]);
    await assertReverts(call, "EmptyOrder", [ref(3)]);
  });

  for (const ticketType of [0, 3, 2 ** 24, 2 ** 48 - 1]) {
    for (const [what, before] of [
      ["at first", []],
      ["later", [order(alice), order(bob, 2)]],
    ] as const) {
      it(`for its type ${ticketType}, ${what}`, async () => {
        const { call } = await refused([...before, order(carol, 1, ticketType), order(alice)]);
        await assertReverts(call, "UnknownTicketType", [BigInt(ticketType)]);
      });
    }
  }

  for (const ticketType of [0, 3, 2 ** 24, 18_014_397]) {
    it(`for its type ${ticketType}, into custody and as a run as well`, async () => {
      for (const to of [zeroAddress, alice]) {
        const { call } = await refused([order(to, 1, ticketType), order(to, 1, ticketType)]);
        await assertReverts(call, "UnknownTicketType", [BigInt(ticketType)]);
      }
    });
  }

  it("for a type whose ids no slot is laid out for, into custody", async () => {
    for (const ticketType of [18_014_398, 18_014_399, 2 ** 48 - 1]) {
      const { call } = await refused([order(zeroAddress, 1, ticketType)]);
      await assertReverts(call, "UnknownTicketType", [BigInt(ticketType)]);
    }
  });
});
