import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { zeroAddress } from "viem";
import { assertMints, named, order, someone } from "../support/mint-model";
import { createWorld, defaultTypes, type Order, packOrder, tokenId } from "../support/world";

const world = await createWorld();
const { createEvent, alice, bob, carol } = world;

const types = [...defaultTypes, { supply: 10_000, price: 0n }];

const batches: Record<string, Order[]> = {
  "one ticket": [order(alice)],
  "two of one order": [order(alice, 2)],
  "distinct holders": [order(alice), order(bob, 2), order(carol, 3), order(alice)],
  "distinct holders, sixteen tickets each": [1, 2, 3].map((i) => order(someone(i), 16)),
  "a run over two orders": [order(alice), order(alice)],
  "a run over three orders, then another holder": [
    order(alice, 2),
    order(alice),
    order(alice, 3),
    order(bob),
  ],
  "a run after a distinct order, and before one": [order(alice), order(bob), order(bob, 2), order(carol)],
  "two runs one after the other": [order(alice), order(alice), order(bob), order(bob)],
  "a run that grows past sixteen": [order(alice, 9), order(alice, 9), order(bob)],
  custody: [order(zeroAddress)],
  "custody amid distinct holders": [
    order(alice),
    order(zeroAddress, 2),
    order(zeroAddress),
    order(bob),
    order(zeroAddress),
    order(alice),
  ],
  "custody named by its address beside custody named by zero": [order(zeroAddress), order(alice)],
  "an order of seventeen amid small ones": [order(alice), order(bob, 17), order(carol)],
  "an order of seventeen at the end": [order(alice), order(bob, 17)],
  "an order over several words of bits": [order(alice, 3), order(bob, 600), order(carol, 2)],
  "orders that end and begin at a word of bits": [order(alice, 255), order(bob, 256), order(carol, 257)],
  "two types in turn": [order(alice, 1, 1), order(bob, 2, 2), order(carol, 1, 1), order(alice, 3, 2)],
  "two types for one holder": [order(alice, 2, 1), order(alice, 2, 2), order(alice, 1, 1)],
  "a run that another type ends": [order(alice), order(alice), order(alice, 1, 2), order(alice, 1, 2)],
  "three types, runs and custody": [
    order(alice, 1, 3),
    order(zeroAddress, 20, 2),
    order(zeroAddress, 20, 3),
    order(alice, 2, 3),
    order(alice, 2, 1),
    order(bob, 2, 1),
  ],
  "forty distinct orders": Array.from({ length: 40 }, (_, i) => order(someone(i), (i % 4) + 1)),
};

describe("mint logs and keeps exactly what was ordered", () => {
  for (const [name, orders] of Object.entries(batches)) {
    it(`${name}: on fresh types, and after others`, async () => {
      const tickets = await createEvent(
        {},
        types.map((type) => ({ ...type, supply: 10_000 })),
      );
      await assertMints(world, tickets, named(orders));
      await assertMints(world, tickets, named(orders));
    });
  }

  it("orders for the contract's own address are custody as well", async () => {
    const tickets = await createEvent();
    await assertMints(
      world,
      tickets,
      named([order(tickets.address, 2), order(tickets.address), order(alice)]),
    );
    await assertMints(
      world,
      tickets,
      named([order(zeroAddress), order(tickets.address), order(zeroAddress)]),
    );
  });

  it("an order of 65,535, the most that fits", async () => {
    const { createEvent } = await createWorld(1_000_000_000n);
    const tickets = await createEvent({}, [{ supply: 70_000, price: 0n }]);
    const quantity = 65_535;
    await tickets.write.mint([[packOrder({ to: alice, quantity })]], { gas: 900_000_000n });
    assert.equal(await tickets.read.balanceOf([alice]), BigInt(quantity));
    for (const serial of [1, 2, 30_000, quantity])
      assert.equal(await tickets.read.ownerOf([tokenId(1, serial)]), alice);
    assert.equal(await tickets.read.totalSupply(), BigInt(quantity));
  });
});
