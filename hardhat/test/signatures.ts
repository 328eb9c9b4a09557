import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Address, getAddress, hexToBigInt, numberToHex, zeroAddress } from "viem";
import { eventsIn } from "../support/logs";
import { assertReverts } from "../support/revert";
import { signer, type Transfer } from "../support/sign";
import {
  createWorld,
  ENDS_AT,
  mintOrder,
  policies,
  RESALE_CLOSES_AT,
  SOUVENIR_AT,
  START,
  type Tickets,
  tokenId,
  type World,
} from "../support/world";

const [one, two] = [tokenId(1, 1), tokenId(1, 2)];

/** Two tickets of Alice's, under a policy that lets her move them, and the way to sign for them. */
async function start(world: World, transferPolicy: number = policies.open) {
  const sign = signer(world);
  const { alice, bob, stranger } = world;
  const tickets = await world.createEvent({ transferPolicy });
  await mintOrder(tickets, alice, 2);

  const signed = async (changes: Partial<Transfer> = {}, by: Address = alice, at: Tickets = tickets) => {
    const message = { tokenId: one, to: bob, nonce: 0n, deadline: BigInt(ENDS_AT * 2), ...changes };
    const signature = await sign.transfer(by, { verifyingContract: at.address }, message);
    return [message.tokenId, message.to, message.deadline, signature] as const;
  };
  /** Sent by somebody who has nothing to do with the ticket. */
  const attempt = (args: Awaited<ReturnType<typeof signed>>) =>
    tickets.simulate.transferWithSignature(args, { account: stranger });
  const send = (args: Awaited<ReturnType<typeof signed>>) =>
    tickets.write.transferWithSignature(args, { account: stranger });
  return { ...world, sign, tickets, signed, attempt, send };
}

const shared = await createWorld();

describe("a transfer by signature", () => {
  it("moves the ticket at anyone's expense, once", async () => {
    const { tickets, signed, attempt, send, receiptOf, alice, bob } = await start(shared);
    const args = await signed();
    const { logs } = await receiptOf(send(args));
    assert.deepEqual(eventsIn(logs), [
      { eventName: "Transfer", args: { from: alice, to: bob, tokenId: one } },
    ]);
    assert.equal(await tickets.read.ownerOf([one]), bob);
    assert.equal(await tickets.read.ownerOf([two]), alice);
    await assertReverts(attempt(args), "InvalidSignature", [bob]);
  });

  it("doesn't move it again when it has come back", async () => {
    const { tickets, signed, attempt, send, alice, bob } = await start(shared);
    const args = await signed();
    await send(args);
    await send(await signed({ to: alice, nonce: 1n }, bob));
    assert.equal(await tickets.read.ownerOf([one]), alice);
    await assertReverts(attempt(args), "InvalidSignature", [alice]);
    await attempt(await signed({ nonce: 2n }));
  });

  it("is good until its deadline's very second", async () => {
    const { signed, attempt, travelTo } = await start(await createWorld());
    const args = await signed({ deadline: BigInt(START + 3_000) });
    await travelTo(START + 3_000);
    await attempt(args);
    await travelTo(START + 3_001);
    await assertReverts(attempt(args), "SignatureExpired", [BigInt(START + 3_000)]);
  });

  it("obeys the policy as the holder's own transfer does", async () => {
    for (const transferPolicy of [policies.locked, policies.marketOnly]) {
      const { signed, attempt } = await start(shared, transferPolicy);
      await assertReverts(attempt(await signed()), "TransferLocked", [one]);
    }
    const { signed, attempt, travelTo } = await start(await createWorld());
    await travelTo(RESALE_CLOSES_AT);
    await assertReverts(attempt(await signed()), "TransferLocked", [one]);
    await travelTo(SOUVENIR_AT);
    await attempt(await signed());
  });

  it("obeys status and stage", async () => {
    const { tickets, signed, attempt } = await start(shared);
    await tickets.write.checkIn([[one]]);
    await assertReverts(attempt(await signed()), "TicketCheckedIn", [one]);
    await tickets.write.invalidate([[two], 4]);
    await assertReverts(attempt(await signed({ tokenId: two })), "TicketInvalidated", [two]);
    await tickets.write.undoCheckIn([[one]]);
    await attempt(await signed({ nonce: 1n }));
    await tickets.write.setPaused([true]);
    await assertReverts(attempt(await signed({ nonce: 1n })), "EventPaused", []);
    await tickets.write.cancel();
    await assertReverts(attempt(await signed({ nonce: 1n })), "EventCancelled", []);
  });

  it("is refused with anything altered, or signed by another", async () => {
    const { signed, attempt, alice, bob, carol } = await start(shared);
    const [id, to, deadline, signature] = await signed();
    await assertReverts(attempt([two, to, deadline, signature]), "InvalidSignature", [alice]);
    await assertReverts(attempt([id, carol, deadline, signature]), "InvalidSignature", [alice]);
    await assertReverts(attempt([id, to, deadline + 1n, signature]), "InvalidSignature", [alice]);
    await assertReverts(attempt([id, to, deadline, "0x"]), "InvalidSignature", [alice]);
    await assertReverts(attempt(await signed({}, bob)), "InvalidSignature", [alice]);
    await assertReverts(attempt(await signed({ nonce: 1n })), "InvalidSignature", [alice]);
  });

  it("of another event or chain is refused", async () => {
    const { tickets, signed, attempt, sign, alice, bob } = await start(shared);
    const other = await start(shared);
    const elsewhere = await signed({}, alice, other.tickets);
    await assertReverts(attempt(elsewhere), "InvalidSignature", [alice]);
    await other.attempt(elsewhere);
    const message = { tokenId: one, to: bob, nonce: 0n, deadline: BigInt(ENDS_AT) };
    const place = { verifyingContract: tickets.address, chainId: 1 };
    const signature = await sign.transfer(alice, place, message);
    await assertReverts(attempt([one, bob, message.deadline, signature]), "InvalidSignature", [alice]);
  });

  it("needs a ticket and a receiver, and none in custody", async () => {
    const { tickets, signed, attempt, operator } = await start(shared);
    const nobody = attempt(await signed({ to: zeroAddress }));
    await assertReverts(nobody, "ERC721InvalidReceiver", [zeroAddress]);
    const unknown = attempt(await signed({ tokenId: tokenId(1, 3) }));
    await assertReverts(unknown, "ERC721NonexistentToken", [tokenId(1, 3)]);
    await mintOrder(tickets, zeroAddress);
    const inCustody = attempt(await signed({ tokenId: tokenId(1, 3) }, operator));
    await assertReverts(inCustody, "InvalidSignature", [getAddress(tickets.address)]);
  });

  it("is a contract wallet's by ERC-1271", async () => {
    const { tickets, signed, attempt, send, deployWallet, alice, bob, carol } = await start(shared);
    const wallet = await deployWallet(carol);
    await tickets.write.transferFrom([alice, wallet.address, one], { account: alice });
    await assertReverts(attempt(await signed({ nonce: 1n })), "InvalidSignature", [wallet.address]);
    await send(await signed({ nonce: 1n }, carol));
    assert.equal(await tickets.read.ownerOf([one]), bob);
  });

  it("ends an approval, as every move does", async () => {
    const { tickets, signed, send, alice, carol } = await start(shared);
    await tickets.write.approve([carol, one], { account: alice });
    await send(await signed());
    assert.equal(await tickets.read.getApproved([one]), zeroAddress);
  });
});

describe("revoking signatures", () => {
  it("voids what was signed for this ticket, and for no other", async () => {
    const { tickets, signed, attempt, receiptOf, alice } = await start(shared);
    const [first, second] = [await signed(), await signed({ tokenId: two })];
    const { logs } = await receiptOf(tickets.write.revokeSignatures([one], { account: alice }));
    assert.deepEqual(eventsIn(logs), [{ eventName: "SignaturesRevoked", args: { tokenId: one, nonce: 1n } }]);
    await assertReverts(attempt(first), "InvalidSignature", [alice]);
    await attempt(second);
    await attempt(await signed({ nonce: 1n }));
    assert.equal(await tickets.read.ownerOf([one]), alice);
    assert.equal(await tickets.read.balanceOf([alice]), 2n);
  });

  it("is the holder's and whom it approved, who stays approved", async () => {
    const { tickets, alice, bob, carol, stranger, operator } = await start(shared);
    await tickets.write.approve([bob, one], { account: alice });
    await tickets.write.setApprovalForAll([carol, true], { account: alice });
    for (const account of [alice, bob, carol]) await tickets.write.revokeSignatures([one], { account });
    assert.equal(await tickets.read.nonceOf([one]), 3n);
    assert.equal(await tickets.read.getApproved([one]), bob);
    for (const account of [stranger, operator]) {
      const call = tickets.simulate.revokeSignatures([one], { account });
      await assertReverts(call, "ERC721InsufficientApproval", [account, one]);
    }
    const other = tickets.simulate.revokeSignatures([two], { account: bob });
    await assertReverts(other, "ERC721InsufficientApproval", [bob, two]);
    const unknown = tickets.simulate.revokeSignatures([tokenId(1, 3)], { account: alice });
    await assertReverts(unknown, "ERC721NonexistentToken", [tokenId(1, 3)]);
  });
});

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
    await tickets.write.resell([[{ tokenId: one, from: alice, to: bob, price: 0n }]]);
    assert.equal(await nonce(), 4n);
    await tickets.write.checkIn([[one]]);
    assert.equal(await nonce(), 4n);
    await tickets.write.undoCheckIn([[one]]);
    assert.equal(await nonce(), 5n);
    await tickets.write.revokeSignatures([one], { account: bob });
    assert.equal(await nonce(), 6n);
    assert.equal(await tickets.read.nonceOf([two]), 0n);
    assert.equal(await tickets.read.ownerOf([one]), bob);
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

  it("begins anew after 16,383, and touches nothing else of the ticket", async () => {
    const { tickets, client, setStorage, alice, bob } = await start(shared);
    await mintOrder(tickets, alice);
    const id = tokenId(1, 3);
    const paid = 12_345n << 176n;
    const alone = 1n << 160n;
    const head = hexToBigInt(alice) | alone;
    const slot = await slotOf(client, tickets.address, id, head);
    await setStorage(tickets.address, slot, head | (0x3fffn << 162n) | paid);
    assert.equal(await tickets.read.nonceOf([id]), 16_383n);
    await tickets.write.transferFrom([alice, bob, id], { account: alice });
    assert.equal(await tickets.read.nonceOf([id]), 0n);
    assert.equal(await tickets.read.ownerOf([id]), bob);
    assert.equal(await tickets.read.paidFor([id]), 12_345n);
    const word = await client.getStorageAt({ address: tickets.address, slot: numberToHex(slot) });
    assert.equal(hexToBigInt(word ?? "0x0"), hexToBigInt(bob) | alone | paid);
  });

  it("of a ticket that does not exist isn't told", async () => {
    const { tickets } = await start(shared);
    const unknown = [tokenId(1, 3), 0n, 1n << 54n, 2n ** 256n - 1n];
    for (const id of unknown) {
      await assertReverts(tickets.read.nonceOf([id]), "ERC721NonexistentToken", [id]);
    }
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
