import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { concat, encodeFunctionData, type Hex, hexToBigInt, numberToHex, parseEventLogs, slice } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { eventsIn } from "../support/logs";
import { assertReverts } from "../support/revert";
import {
  createWorld,
  defaultConfig,
  defaultTypes,
  mintOrder,
  ref,
  type Tickets,
  tokenId,
} from "../support/world";

const { client, createEvent, receiptOf, setStorage, owner, alice, stranger } = await createWorld();

describe("ticket types", () => {
  it("are added with the next number, and can be minted", async () => {
    const tickets = await createEvent();
    const { logs } = await receiptOf(tickets.write.addTicketType([{ supply: 2, price: 5n }]));
    const [added] = parseEventLogs({ abi: eventTicketsAbi, logs });
    assert.deepEqual(added?.args, { ticketType: 3n, supply: 2n, price: 5n });
    assert.equal(await tickets.read.ticketTypeCount(), 3n);
    await mintOrder(tickets, alice, 2, 3);
    assert.equal(await tickets.read.ownerOf([tokenId(3, 2)]), alice);
  });

  it("get more or less supply, but never less than is issued, and keep price and count", async () => {
    const tickets = await createEvent();
    await mintOrder(tickets, alice, 10, 2);
    await assertReverts(tickets.write.setSupply([2n, 9]), "SupplyBelowIssued", [2n, 9n, 10n]);
    await tickets.write.setSupply([2n, 10]);
    await tickets.write.setSupply([2n, 12]);
    assert.deepEqual(await tickets.read.ticketTypeInfo([2n]), {
      supply: 12,
      minted: 10,
      invalidated: 0,
      price: defaultTypes[1]?.price,
    });
    await mintOrder(tickets, alice, 2, 2);
  });

  it("get the places of invalidated tickets back, whose serials are never used again", async () => {
    const tickets = await createEvent();
    await tickets.write.setSupply([2n, 3]);
    await mintOrder(tickets, alice, 3, 2);
    await mintOrder(tickets, alice, 1, 1);
    await tickets.write.invalidate([[tokenId(2, 1), tokenId(1, 1), tokenId(2, 3)], 1]);
    assert.equal((await tickets.read.ticketTypeInfo([2n])).invalidated, 2);
    assert.equal((await tickets.read.ticketTypeInfo([1n])).invalidated, 1);

    await assertReverts(tickets.write.setSupply([2n, 0]), "SupplyBelowIssued", [2n, 0n, 1n]);
    await mintOrder(tickets, stranger, 2, 2);
    assert.equal(await tickets.read.ownerOf([tokenId(2, 5)]), stranger);
    assert.equal(await tickets.read.ownerOf([tokenId(2, 1)]), alice);
    await assertReverts(mintOrder(tickets, stranger, 1, 2), "SupplyExceeded", [ref(1), 2n, 1n, 0n]);
  });

  it("refuse a supply that serials of nine digits can't number", async () => {
    const tickets = await createEvent();
    const tooMany = 1_000_000_000;
    await assertReverts(tickets.write.setSupply([1n, tooMany]), "SupplyTooLarge", [BigInt(tooMany)]);
    const add = tickets.write.addTicketType([{ supply: tooMany, price: 0n }]);
    await assertReverts(add, "SupplyTooLarge", [BigInt(tooMany)]);
  });

  it("refuse unknown numbers and strangers", async () => {
    const tickets = await createEvent();
    for (const type of [0n, 3n]) {
      await assertReverts(tickets.read.ticketTypeInfo([type]), "UnknownTicketType", [type]);
      await assertReverts(tickets.write.setSupply([type, 1]), "UnknownTicketType", [type]);
    }
    const account = stranger;
    await assertReverts(tickets.write.setSupply([1n, 1], { account }), "NotOperator", [stranger]);
    const add = tickets.write.addTicketType([{ supply: 1, price: 0n }], { account });
    await assertReverts(add, "NotOperator", [stranger]);
  });

  it("are 65,535 at most", async () => {
    const tickets = await createEvent();
    await setTypeCount(tickets, 65_534n);
    const type = { supply: 1, price: 0n };
    await tickets.write.addTicketType([type]);
    await mintOrder(tickets, alice, 1, 65_535);
    assert.equal(await tickets.read.ownerOf([tokenId(65_535, 1)]), alice);
    await assertReverts(tickets.simulate.addTicketType([type]), "Panic", [0x11n]);
    assert.equal(await tickets.read.ticketTypeCount(), 65_535n);
  });

  it("are never 65,536, not even at the start", async () => {
    const { client, factory } = await createWorld(10_000_000_000n);
    const args = [owner, alice, defaultConfig, []] as const;
    const none = encodeFunctionData({ abi: eventTicketsAbi, functionName: "initialize", args });
    // The list of types comes last: its length, and here as many types without supply and price.
    const count = numberToHex(65_536, { size: 32 });
    const types: Hex = `0x${"00".repeat(64 * 65_536)}`;
    const data = concat([slice(none, 0, -32), count, types]);
    // In the factory's name to the contract that nobody has set up: as the factory would, of a list that long.
    const to = await factory.read.implementation();
    const call = client.call({ account: factory.address, to, data, gas: 9_000_000_000n });
    await assertReverts(call, "SafeCastOverflowedUintDowncast", [16, 65_536n]);
  });

  it("say what they are, and tell their number, when they are added or get another supply", async () => {
    const tickets = await createEvent();
    const type = { supply: 999_999_999, price: 2n ** 80n - 1n };
    const { result } = await tickets.simulate.addTicketType([type]);
    assert.equal(result, 3n);
    await tickets.write.addTicketType([type], { account: owner });
    assert.deepEqual(await tickets.read.ticketTypeInfo([3n]), { ...type, minted: 0, invalidated: 0 });
    await mintOrder(tickets, alice, 2, 3);
    await tickets.write.invalidate([[tokenId(3, 2)], 0]);
    const { logs } = await receiptOf(tickets.write.setSupply([3n, 1]));
    assert.deepEqual(eventsIn(logs), [
      { eventName: "TicketTypeSet", args: { ticketType: 3n, supply: 1n, price: type.price } },
    ]);
    const info = { supply: 1, minted: 2, invalidated: 1, price: type.price };
    assert.deepEqual(await tickets.read.ticketTypeInfo([3n]), info);
    await tickets.write.setSupply([3n, 999_999_999]);
    assert.equal((await tickets.read.ticketTypeInfo([3n])).supply, 999_999_999);
  });

  it("are counted together, and each for itself", async () => {
    const tickets = await createEvent();
    for (const supply of [1, 2, 3]) await tickets.write.addTicketType([{ supply, price: 0n }]);
    await mintOrder(tickets, alice, 7, 1);
    await mintOrder(tickets, alice, 2, 4);
    await mintOrder(tickets, alice, 3, 5);
    await tickets.write.invalidate([[tokenId(5, 1)], 0]);
    assert.equal(await tickets.read.totalSupply(), 12n);
    const infos = await Promise.all([1n, 2n, 3n, 4n, 5n].map((type) => tickets.read.ticketTypeInfo([type])));
    assert.deepEqual(
      infos.map(({ minted, invalidated, supply }) => [minted, invalidated, supply]),
      [
        [7, 0, 1_000],
        [0, 0, 10],
        [0, 0, 1],
        [2, 0, 2],
        [3, 1, 3],
      ],
    );
    assert.equal(await tickets.read.ticketTypeOf([tokenId(5, 3)]), 5n);
  });

  it("count what is invalidated in runs of types, one by one", async () => {
    const tickets = await createEvent();
    await mintOrder(tickets, alice, 6, 1);
    await mintOrder(tickets, alice, 6, 2);
    const ids = [
      tokenId(1, 1),
      tokenId(1, 2),
      tokenId(2, 1),
      tokenId(1, 4),
      tokenId(2, 6),
      tokenId(2, 5),
      tokenId(2, 4),
    ];
    await tickets.write.invalidate([ids, 0]);
    assert.equal((await tickets.read.ticketTypeInfo([1n])).invalidated, 3);
    assert.equal((await tickets.read.ticketTypeInfo([2n])).invalidated, 4);
  });
});

/** Makes it so that an event of no more than the default types has this many. */
async function setTypeCount(tickets: Tickets, count: bigint) {
  for (let slot = 0n; slot < 32n; slot++) {
    const stored = await client.getStorageAt({ address: tickets.address, slot: numberToHex(slot) });
    const word = hexToBigInt(stored ?? "0x0");
    if (word % 2n ** 160n !== hexToBigInt(owner)) continue;
    await setStorage(tickets.address, slot, (word % 2n ** 224n) | (count << 224n));
    assert.equal(await tickets.read.ticketTypeCount(), count);
    return;
  }
  throw new Error("the count isn't where it's looked for");
}
