import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type Address,
  encodeAbiParameters,
  getAddress,
  hexToBigInt,
  keccak256,
  numberToHex,
  zeroAddress,
} from "viem";
import { logsOfMint } from "../support/mint-model";
import { assertReverts } from "../support/revert";
import { createWorld, mintOrder, packOrder, ref, type Tickets, tokenId } from "../support/world";

const world = await createWorld();
const { client, createEvent, receiptOf, setStorage, operator, owner, alice, bob, stranger } = world;
const noRef = ref(0);

describe("issue", () => {
  for (const [quantity, to] of [
    [1, alice],
    [2, alice],
    [16, alice],
    [17, alice],
    [300, zeroAddress],
    [1, zeroAddress],
  ] as const) {
    it(`mints an order of ${quantity} to ${to === alice ? "a wallet" : "custody"}, without a ref`, async () => {
      const tickets = await createEvent();
      await mintOrder(tickets, bob, 3);
      const holder = to === alice ? alice : getAddress(tickets.address);
      const { result } = await tickets.simulate.issue([to, 1, quantity], { account: operator });
      assert.equal(result, tokenId(1, 4));
      const { logs } = await receiptOf(tickets.write.issue([to, 1, quantity], { account: owner }));
      const raw = logs.map(({ topics, data }) => ({ topics, data }));
      const orders = [{ to, quantity, ref: noRef }];
      assert.deepEqual(raw, logsOfMint(tickets.address, orders, new Map([[1, 3]])));
      for (const serial of [4, 3 + quantity])
        assert.equal(await tickets.read.ownerOf([tokenId(1, serial)]), holder);
      assert.equal(await tickets.read.ownerOf([tokenId(1, 3)]), bob);
      assert.equal(await tickets.read.balanceOf([holder]), BigInt(quantity));
      assert.equal((await tickets.read.ticketTypeInfo([1n])).minted, 3 + quantity);
      assert.equal(await tickets.read.paidFor([tokenId(1, 4)]), 0n);
    });
  }

  it("keeps types apart, and mints up to the supply", async () => {
    const tickets = await createEvent();
    await tickets.write.issue([alice, 2, 10]);
    await tickets.write.issue([alice, 1, 1]);
    assert.equal(await tickets.read.ownerOf([tokenId(2, 10)]), alice);
    assert.equal(await tickets.read.ownerOf([tokenId(1, 1)]), alice);
    await assertReverts(tickets.simulate.issue([alice, 2, 1]), "SupplyExceeded", [noRef, 2n, 1n, 0n]);
    const tooMany = tickets.simulate.issue([alice, 1, 1_000]);
    await assertReverts(tooMany, "SupplyExceeded", [noRef, 1n, 1_000n, 999n]);
    await tickets.simulate.issue([alice, 1, 999]);
  });

  it("refuses what makes no sense, with its reason", async () => {
    const tickets = await createEvent();
    await assertReverts(tickets.simulate.issue([alice, 1, 0]), "EmptyOrder", [noRef]);
    for (const type of [0, 3, 2 ** 48 - 1]) {
      for (const quantity of [0, 1])
        await assertReverts(tickets.simulate.issue([alice, type, quantity]), "UnknownTicketType", [
          BigInt(type),
        ]);
    }
    const theirs = tickets.simulate.issue([alice, 1, 1], { account: stranger });
    await assertReverts(theirs, "NotOperator", [stranger]);
    await tickets.write.setPaused([true]);
    await assertReverts(tickets.simulate.issue([alice, 1, 1]), "EventPaused", []);
  });
});

describe("serials", () => {
  /** Makes it so that `minted` of the 999,999,999 tickets of type 1 were minted. */
  async function nearlyAllMinted(tickets: Tickets, minted: bigint, invalidated: bigint) {
    const wordOf = (mintedSoFar: bigint) => 999_999_999n | (mintedSoFar << 32n) | (invalidated << 64n);
    const slot = await slotOf(tickets.address, wordOf(0n) & 0xffffffffn);
    await setStorage(tickets.address, slot, wordOf(minted));
    assert.equal((await tickets.read.ticketTypeInfo([1n])).minted, Number(minted));
    assert.equal((await tickets.read.ticketTypeInfo([1n])).invalidated, Number(invalidated));
  }

  /** Where a mapping from 1 keeps this word. */
  async function slotOf(address: Address, word: bigint) {
    for (let base = 0n; base < 32n; base++) {
      const types = [{ type: "uint256" }, { type: "uint256" }] as const;
      const slot = hexToBigInt(keccak256(encodeAbiParameters(types, [1n, base])));
      const stored = await client.getStorageAt({ address, slot: numberToHex(slot) });
      if (hexToBigInt(stored ?? "0x0") === word) return slot;
    }
    throw new Error("the ticket type's word isn't where it's looked for");
  }

  it("never have ten digits, whatever was invalidated", async () => {
    const tickets = await createEvent({}, [{ supply: 999_999_999, price: 0n }]);
    await nearlyAllMinted(tickets, 999_999_997n, 500n);
    const three = tickets.simulate.mint([[packOrder({ to: alice, quantity: 3 })]]);
    await assertReverts(three, "SupplyExceeded", [ref(1), 1n, 3n, 2n]);
    await assertReverts(tickets.simulate.issue([alice, 1, 3]), "SupplyExceeded", [noRef, 1n, 3n, 2n]);
    await tickets.write.issue([alice, 1, 1]);
    await mintOrder(tickets, bob);
    assert.equal(await tickets.read.ownerOf([1_999_999_999n]), bob);
    assert.equal(await tickets.read.ticketTypeOf([1_999_999_999n]), 1n);
    await assertReverts(mintOrder(tickets, bob), "SupplyExceeded", [ref(1), 1n, 1n, 0n]);
    await assertReverts(tickets.read.ownerOf([2_000_000_000n]), "ERC721NonexistentToken", [2_000_000_000n]);
  });

  it("of invalidated tickets stay theirs, and only their places come back", async () => {
    const tickets = await createEvent({}, [{ supply: 3, price: 0n }]);
    await tickets.write.issue([alice, 1, 3]);
    await tickets.write.invalidate([[tokenId(1, 2), tokenId(1, 1)], 0]);
    const { result } = await tickets.simulate.issue([bob, 1, 2]);
    assert.equal(result, tokenId(1, 4));
    await assertReverts(tickets.simulate.issue([bob, 1, 3]), "SupplyExceeded", [noRef, 1n, 3n, 2n]);
  });
});
