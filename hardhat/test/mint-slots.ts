import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { zeroAddress } from "viem";
import { order, someone } from "../support/mint-model";
import { createWorld, type Order, packOrder } from "../support/world";

const { createEvent, receiptOf, alice } = await createWorld();

/** A new slot costs 22,100 gas; a further ticket of an order that needs none, its log. */
const [LESS_THAN_A_SLOT, A_SLOT] = [10_000, 20_000];

/** What minting these orders costs an event that has no tickets yet. */
async function costOf(...orders: Order[]): Promise<number> {
  const tickets = await createEvent({}, [{ supply: 10_000, price: 0n }]);
  const { gasUsed } = await receiptOf(tickets.write.mint([orders.map(packOrder)]));
  return Number(gasUsed);
}

describe("mint writes few slots", () => {
  for (const [whose, to] of [
    ["of a holder", alice],
    ["into custody", zeroAddress],
  ] as const) {
    const step = async (size: number) =>
      (await costOf(order(to, size + 1))) - (await costOf(order(to, size)));

    it(`for an order ${whose} of up to sixteen tickets one, whatever their number, and bits from seventeen on`, async () => {
      for (const size of [1, 2, 14, 15]) assert.ok((await step(size)) < LESS_THAN_A_SLOT, `${size}`);
      assert.ok((await step(16)) > A_SLOT);
      assert.ok((await step(17)) < LESS_THAN_A_SLOT);
    });

    it(`for a long order ${whose} two at the beginning of each word of bits, and no others`, async () => {
      for (const size of [253, 254, 257, 509, 510])
        assert.ok((await step(size)) < LESS_THAN_A_SLOT, `${size}`);
      for (const size of [255, 256, 511, 512]) assert.ok((await step(size)) > A_SLOT, `${size}`);
    });
  }

  it("for a holder's orders one after the other as for a single one", async () => {
    const one = await costOf(order(alice));
    const four = await costOf(order(alice), order(alice), order(alice), order(alice));
    assert.ok(four - one < 3 * LESS_THAN_A_SLOT);
    const others = await costOf(order(alice), order(someone(1)), order(someone(2)), order(someone(3)));
    assert.ok(others - one > 3 * A_SLOT);
  });
});
