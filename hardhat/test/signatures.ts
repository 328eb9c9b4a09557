import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { getAddress, zeroAddress } from "viem";
import { eventsIn } from "../support/logs";
import { assertReverts } from "../support/revert";
import { signedTransfers as start } from "../support/signed-transfers";
import {
  createWorld,
  ENDS_AT,
  mintOrder,
  policies,
  RESALE_CLOSES_AT,
  SOUVENIR_AT,
  START,
  tokenId,
} from "../support/world";

const [one, two] = [tokenId(1, 1), tokenId(1, 2)];

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
      const { signed, attempt } = await start(shared, { transferPolicy });
      await assertReverts(attempt(await signed()), "TransferLocked", [one]);
    }
    const { signed, attempt, travelTo } = await start(await createWorld());
    await travelTo(RESALE_CLOSES_AT - 1);
    await attempt(await signed());
    await travelTo(RESALE_CLOSES_AT);
    await assertReverts(attempt(await signed()), "TransferLocked", [one]);
  });

  it("moves no souvenir, however long resale is open: that takes the holder's own transaction", async () => {
    const world = await createWorld();
    const { tickets, signed, attempt, travelTo, alice, bob } = await start(world, {
      resaleClosesAt: SOUVENIR_AT * 2,
    });
    await tickets.write.checkIn([[two]]);
    await travelTo(SOUVENIR_AT - 1);
    await attempt(await signed());
    await travelTo(SOUVENIR_AT);
    await assertReverts(attempt(await signed()), "TransferLocked", [one]);
    await assertReverts(attempt(await signed({ tokenId: two })), "TicketCheckedIn", [two]);
    await tickets.write.transferFrom([alice, bob, one], { account: alice });
    await tickets.write.transferFrom([alice, bob, two], { account: alice });
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
