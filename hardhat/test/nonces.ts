import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Address, hexToBigInt, numberToHex } from "viem";
import { eventsIn } from "../support/logs";
import { resale } from "../support/resale";
import { assertReverts } from "../support/revert";
import { signedTransfers as start } from "../support/signed-transfers";
import { createWorld, mintOrder, tokenId, type World } from "../support/world";

const [one, two] = [tokenId(1, 1), tokenId(1, 2)];
const shared = await createWorld();

describe("a ticket's nonce", () => {
  it("starts at zero and goes up by one with every move, revocation and undone check-in", async () => {
    const { tickets, signed, send, alice, bob, carol } = await start(shared);
    const nonce = () => tickets.read.nonceOf([one]);
    assert.equal(await nonce(), 0n);
    await tickets.write.transferFrom([alice, carol, one], { account: alice });
    assert.equal(await nonce(), 1n);
    await tickets.write.transferFrom([carol, carol, one], { account: carol });
    assert.equal(await nonce(), 2n);
    await send(await signed({ nonce: 2n }, carol));
    assert.equal(await nonce(), 3n);
    await tickets.write.resell([[{ tokenId: one, from: bob, to: alice, price: 0n }]]);
    assert.equal(await nonce(), 4n);
    await tickets.write.checkIn([[one]]);
    assert.equal(await nonce(), 4n);
    await tickets.write.undoCheckIn([[one]]);
    assert.equal(await nonce(), 5n);
    await tickets.write.revokeSignatures([one], { account: alice });
    assert.equal(await nonce(), 6n);
    assert.equal(await tickets.read.nonceOf([two]), 0n);
    assert.equal(await tickets.read.ownerOf([one]), alice);
  });

  it("is its own, also in the midst of a long order", async () => {
    const { tickets, alice } = await start(shared);
    await mintOrder(tickets, alice, 300);
    const middle = tokenId(1, 150);
    await tickets.write.revokeSignatures([middle], { account: alice });
    for (const [id, nonce] of [
      [middle - 1n, 0n],
      [middle, 1n],
      [middle + 1n, 0n],
    ] as const) {
      assert.equal(await tickets.read.nonceOf([id]), nonce);
      assert.equal(await tickets.read.ownerOf([id]), alice);
    }
  });

  it("of a ticket that does not exist isn't told", async () => {
    const { tickets } = await start(shared);
    const unknown = [tokenId(1, 3), 0n, 1n << 54n, 2n ** 256n - 1n];
    for (const id of unknown) {
      await assertReverts(tickets.read.nonceOf([id]), "ERC721NonexistentToken", [id]);
    }
  });
});

describe("the last nonce", () => {
  const LAST = 8_191n;
  const alone = 1n << 160n;
  const paidAndBought = (12_345n << 176n) | (1n << 162n);
  const id = tokenId(1, 3);

  /** A third ticket of Alice's, which counts as bought for 12,345 and has this nonce. */
  async function worn(nonce: bigint, kept = paidAndBought) {
    const started = await start(shared);
    const { tickets, client, setStorage, alice } = started;
    await mintOrder(tickets, alice);
    const head = hexToBigInt(alice) | alone;
    const slot = await slotOf(client, tickets.address, id, head);
    await setStorage(tickets.address, slot, head | (nonce << 163n) | kept);
    assert.equal(await tickets.read.nonceOf([id]), nonce);
    const word = async () =>
      hexToBigInt(
        (await client.getStorageAt({ address: tickets.address, slot: numberToHex(slot) })) ?? "0x0",
      );
    return { ...started, word };
  }
  const wordOf = (holder: Address, nonce: bigint) =>
    hexToBigInt(holder) | alone | (nonce << 163n) | paidAndBought;

  it("is 8,191: the one before it is still good for a signature", async () => {
    const { signed, send, word, bob } = await worn(LAST - 1n);
    await send(await signed({ tokenId: id, nonce: LAST - 1n }));
    assert.equal(await word(), wordOf(bob, LAST));
  });

  it("is good for no signed transfer, and says so to its own signer alone", async () => {
    const { tickets, signed, attempt, alice, bob } = await worn(LAST);
    const args = await signed({ tokenId: id, nonce: LAST });
    await assertReverts(attempt(args), "SignaturesExhausted", [id]);
    await assertReverts(attempt(await signed({ tokenId: id, nonce: 0n })), "InvalidSignature", [alice]);
    await assertReverts(attempt(await signed({ tokenId: id, nonce: LAST }, bob)), "InvalidSignature", [
      alice,
    ]);
    await attempt(await signed({ tokenId: two }));
    await tickets.write.checkIn([[id]]);
    await assertReverts(attempt(args), "SignaturesExhausted", [id]);
  });

  it("is good for no offer, nor for a sale by the market itself", async () => {
    const { filling, tryFill } = resale(shared);
    const before = await worn(LAST - 1n);
    await tryFill(await filling(before.tickets, { tokenId: id }));
    const { tickets, market, alice, bob } = await worn(LAST);
    await assertReverts(tryFill(await filling(tickets, { tokenId: id })), "SignaturesExhausted", [id]);
    const sell = tickets.simulate.sell([id, alice, bob, 0n], { account: market.address });
    await assertReverts(sell, "SignaturesExhausted", [id]);
    await tryFill(await filling(tickets, { tokenId: two }));
  });

  it("stays with moves by transaction, revocations and undone check-ins, and touches nothing else", async () => {
    const { tickets, receiptOf, word, alice, bob, carol } = await worn(LAST - 1n);
    await tickets.write.transferFrom([alice, bob, id], { account: alice });
    assert.equal(await word(), wordOf(bob, LAST));
    await tickets.write.transferFrom([bob, carol, id], { account: bob });
    assert.equal(await word(), wordOf(carol, LAST));
    const { logs } = await receiptOf(tickets.write.revokeSignatures([id], { account: carol }));
    assert.deepEqual(eventsIn(logs), [
      { eventName: "SignaturesRevoked", args: { tokenId: id, nonce: LAST } },
    ]);
    await tickets.write.checkIn([[id]]);
    await tickets.write.undoCheckIn([[id]]);
    assert.equal(await word(), wordOf(carol, LAST));
    assert.equal(await tickets.read.paidFor([id]), 12_345n);
  });

  it("stops no operator's resale, nor a claim", async () => {
    const { tickets, alice, bob } = await worn(LAST, 0n);
    await tickets.write.resell([[{ tokenId: id, from: alice, to: tickets.address, price: 0n }]]);
    await tickets.write.claim([[{ tokenId: id, to: bob }]]);
    assert.equal(await tickets.read.ownerOf([id]), bob);
    assert.equal(await tickets.read.nonceOf([id]), LAST);
  });
});

/** Where a ticket's word is stored: a fixed distance from its id. */
async function slotOf({ getStorageAt }: World["client"], address: Address, id: bigint, word: bigint) {
  for (let slot = id; slot < id + 64n; slot++) {
    const stored = await getStorageAt({ address, slot: numberToHex(slot) });
    if (hexToBigInt(stored ?? "0x0") === word) return slot;
  }
  throw new Error(`no word of ticket ${id} near its id`);
}
