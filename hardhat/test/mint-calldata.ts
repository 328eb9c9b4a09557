import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Address, concat, encodeFunctionData, type Hex, pad, slice, zeroAddress } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { assertMints, named, order } from "../support/mint-model";
import { assertRevertsBare } from "../support/revert";
import { createWorld, packOrder, type Tickets, tokenId } from "../support/world";

const world = await createWorld();
const { client, wallet, createEvent, operator, alice, bob, carol } = world;

/** Sends this calldata as an operator. */
const sendRaw = ({ address }: Tickets, data: Hex) =>
  wallet.sendTransaction({ account: operator, to: address, data, gas: 5_000_000n });
/** Makes the call without sending it, so that what it reverts with is told. */
const tryRaw = ({ address }: Tickets, data: Hex) =>
  client.simulateContract({
    address,
    abi: [{ type: "function", name: "raw", inputs: [], outputs: [], stateMutability: "nonpayable" }],
    functionName: "raw",
    account: operator,
    dataSuffix: data,
  });
const encode = (orders: ReturnType<typeof packOrder>[]) =>
  encodeFunctionData({ abi: eventTicketsAbi, functionName: "mint", args: [orders] });
const word = (address: Address) => pad(address);
/** Calldata with the word at this index of the list of orders replaced. */
const withWord = (data: Hex, index: number, value: Hex): Hex => {
  const start = 4 + 0x40 + index * 32;
  return concat([slice(data, 0, start), value, sliceRest(data, start + 32)]);
};
const sliceRest = (data: Hex, start: number): Hex => `0x${data.slice(2 + start * 2)}`;
const dirty = (address: Address): Hex => concat([`0x${"f5".repeat(12)}`, address]);

describe("mint reads calldata no further than its orders", () => {
  for (const [what, orders] of Object.entries({
    "a distinct order": [order(alice), order(bob)],
    "a run": [order(alice), order(bob), order(bob, 2)],
    "a large order": [order(bob, 17)],
  })) {
    for (const [whose, next] of [
      ["its holder", bob],
      ["another", carol],
    ] as const) {
      it(`${what} at the end, followed by what looks like one more for ${whose}`, async () => {
        const tickets = await createEvent();
        await assertMints(world, tickets, named(orders), (packed) =>
          sendRaw(
            tickets,
            concat([
              encode(packed),
              word(next),
              pad(packOrder(order(next)).item, { dir: "right", size: 32 }),
            ]),
          ),
        );
      });
    }
  }

  it("finds its orders wherever the list's offset leads", async () => {
    const tickets = await createEvent();
    await assertMints(world, tickets, named([order(alice, 2), order(bob)]), (packed) => {
      const data = encode(packed);
      const moved = concat([slice(data, 0, 4), pad("0x60"), pad("0x1234"), pad("0x99"), sliceRest(data, 36)]);
      return sendRaw(tickets, moved);
    });
  });
});

describe("dirty bits in calldata", () => {
  it("above an address don't get into the owner's word or the logs", async () => {
    const tickets = await createEvent();
    const orders = named([order(alice), order(bob, 2), order(carol)]);
    await assertMints(world, tickets, orders, (packed) =>
      sendRaw(tickets, withWord(withWord(encode(packed), 2, dirty(bob)), 4, dirty(carol))),
    );
  });

  it("above the next order's address keep it an order of its own", async () => {
    const tickets = await createEvent();
    await assertMints(world, tickets, named([order(alice), order(alice)]), (packed) =>
      sendRaw(tickets, withWord(encode(packed), 2, dirty(alice))),
    );
  });

  it("below an item are refused in the first order of its type, and don't count in the others", async () => {
    const tickets = await createEvent();
    const item = (packed: ReturnType<typeof packOrder>) => concat([packed.item, "0xffffffffffffffff"]);
    const first = packOrder(order(alice));
    await assertRevertsBare(tryRaw(tickets, withWord(encode([first]), 1, item(first))));
    const orders = named([order(alice), order(bob, 3), order(carol, 2), order(alice)]);
    await assertMints(world, tickets, orders, (packed) =>
      sendRaw(
        tickets,
        packed.slice(1).reduce((data, one, i) => withWord(data, 2 * i + 3, item(one)), encode(packed)),
      ),
    );
  });

  it("above the address of a run, a large order or custody are refused", async () => {
    const tickets = await createEvent();
    const run = [order(alice), order(alice)].map(packOrder);
    const both = withWord(withWord(encode(run), 0, dirty(alice)), 2, dirty(alice));
    for (const data of [
      withWord(encode([packOrder(order(alice, 17))]), 0, dirty(alice)),
      withWord(encode([packOrder(order(zeroAddress))]), 0, dirty(zeroAddress)),
    ]) {
      await assertRevertsBare(tryRaw(tickets, data));
    }
    await sendRaw(tickets, both);
    assert.equal(await tickets.read.ownerOf([tokenId(1, 2)]), alice);
    assert.equal(await tickets.read.balanceOf([alice]), 2n);
  });
});
