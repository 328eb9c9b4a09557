import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { getAddress, zeroAddress } from "viem";
import { eventsIn } from "../support/logs";
import { habits } from "../support/mocks";
import { assertReverts } from "../support/revert";
import { FACE, shop } from "../support/sale";
import { offerOf } from "../support/sign";
import { createWorld, ENDS_AT, mintOrder, policies, stages, type Tickets, tokenId } from "../support/world";

const world = await createWorld();
const { client, createEvent, market, receiptOf, operator, owner, alice, bob, carol, stranger } = world;
const { sign, signed, buy, tokenEvent } = shop(world);

const [one, two, three] = [tokenId(1, 1), tokenId(1, 2), tokenId(1, 3)];
const payee = getAddress("0x00000000000000000000000000000000000000bb");
const balanceOf = (address: `0x${string}`) => client.getBalance({ address });
const tryRefund = (tickets: Tickets, ids: bigint[], account = alice) =>
  tickets.simulate.refund([ids, account], { account });

/** Three tickets of Alice's at face price. */
async function sold(config = {}) {
  const tickets = await createEvent(config);
  await buy(tickets, { quantity: 3n });
  return tickets;
}

describe("cancellation", () => {
  it("makes all that buyers paid theirs, and says that every ticket has changed", async () => {
    const tickets = await sold();
    const { logs } = await receiptOf(tickets.write.cancel());
    assert.deepEqual(eventsIn(logs), [
      { eventName: "Cancelled", args: {} },
      { eventName: "BatchMetadataUpdate", args: { _fromTokenId: 0n, _toTokenId: 2n ** 256n - 1n } },
    ]);
    assert.equal(await tickets.read.stage(), stages.cancelled);
    assert.equal(await tickets.read.proceeds(), 0n);
    assert.equal(await tickets.read.refundsDue(), 3n * FACE);
  });

  it("adds to what was due for invalidated tickets, and counts nothing twice", async () => {
    const tickets = await sold();
    await tickets.write.invalidate([[one, two], 1]);
    await tickets.write.refund([[one], alice], { account: alice });
    await tickets.write.cancel({ account: owner });
    assert.equal(await tickets.read.refundsDue(), 2n * FACE);
    await tickets.write.invalidate([[three], 2]);
    assert.equal(await tickets.read.refundsDue(), 2n * FACE);
    await tickets.write.refund([[two, three], payee], { account: alice });
    assert.equal(await tickets.read.refundsDue(), 0n);
    assert.equal(await balanceOf(tickets.address), 0n);
  });

  it("is for ever, and nothing is left for the organiser after the end", async () => {
    const world = await createWorld();
    const tickets = await world.createEvent();
    await shop(world).buy(tickets);
    await tickets.write.cancel();
    await assertReverts(tickets.simulate.cancel(), "EventCancelled", []);
    await assertReverts(tickets.simulate.setPaused([false]), "EventCancelled", []);
    const withdraw = () => tickets.simulate.withdraw([world.owner], { account: world.owner });
    await assertReverts(withdraw(), "EventCancelled", []);
    await world.travelTo(ENDS_AT);
    await assertReverts(withdraw(), "EventCancelled", []);
    assert.equal(await tickets.read.stage(), stages.cancelled);
  });

  it("is an operator's or the owner's, of a paused event too", async () => {
    const tickets = await sold();
    await tickets.write.setGate([carol, true]);
    for (const account of [stranger, alice, carol]) {
      await assertReverts(tickets.simulate.cancel({ account }), "NotOperator", [account]);
    }
    await tickets.write.setPaused([true]);
    await tickets.simulate.cancel({ account: operator });
    await tickets.write.cancel({ account: owner });
  });
});

describe("refund", () => {
  it("pays each ticket's price to whom its holder names, and says so", async () => {
    const tickets = await sold();
    await buy(tickets, { unitPrice: 5n });
    await tickets.write.cancel();
    const before = await balanceOf(payee);
    const { logs } = await receiptOf(tickets.write.refund([[two, tokenId(1, 4)], payee], { account: alice }));
    const refunded = (id: bigint, amount: bigint) => ({
      eventName: "TicketRefunded",
      args: { tokenId: id, holder: alice, to: payee, amount },
    });
    assert.deepEqual(eventsIn(logs), [refunded(two, FACE), refunded(tokenId(1, 4), 5n)]);
    assert.equal(await balanceOf(payee), before + FACE + 5n);
    assert.equal(await tickets.read.refundsDue(), 2n * FACE);
    const left = await Promise.all([1, 2, 3, 4].map((serial) => tickets.read.paidFor([tokenId(1, serial)])));
    assert.deepEqual(left, [FACE, 0n, FACE, 0n]);
    assert.equal(await tickets.read.ownerOf([two]), alice);
    assert.equal(await tickets.read.ownerOf([three]), alice);
  });

  it("leaves the ticket to its holder, whether the address is even or odd", async () => {
    const tickets = await createEvent();
    for (const buyer of [alice, carol]) await buy(tickets, { buyer });
    await tickets.write.cancel();
    await tickets.write.refund([[one], alice], { account: alice });
    await tickets.write.refund([[two], carol], { account: carol });
    assert.deepEqual([BigInt(alice) % 2n, BigInt(carol) % 2n], [0n, 1n]);
    assert.equal(await tickets.read.ownerOf([one]), alice);
    assert.equal(await tickets.read.ownerOf([two]), carol);
    for (const id of [one, two]) assert.equal(await tickets.read.nonceOf([id]), 0n);
  });

  it("is paid once, in one call as in two", async () => {
    const tickets = await sold();
    await tickets.write.cancel();
    await assertReverts(tryRefund(tickets, [one, two, one]), "NothingToRefund", [one]);
    await tickets.write.refund([[one], alice], { account: alice });
    await assertReverts(tryRefund(tickets, [one]), "NothingToRefund", [one]);
    await assertReverts(tryRefund(tickets, [two, one]), "NothingToRefund", [one]);
    await tryRefund(tickets, [two, three]);
  });

  it("needs a ticket, and money that was paid for it", async () => {
    const tickets = await sold();
    await mintOrder(tickets, alice);
    await tickets.write.cancel();
    await assertReverts(tryRefund(tickets, []), "EmptyBatch", []);
    await assertReverts(tryRefund(tickets, [one, tokenId(1, 4)]), "NothingToRefund", [tokenId(1, 4)]);
    const unknown = tokenId(1, 5);
    await assertReverts(tryRefund(tickets, [unknown]), "ERC721NonexistentToken", [unknown]);
    await assertReverts(tickets.read.paidFor([unknown]), "ERC721NonexistentToken", [unknown]);
    for (const to of [zeroAddress, tickets.address]) {
      const refund = tickets.simulate.refund([[one], to], { account: alice });
      await assertReverts(refund, "ReceiverRequired", []);
    }
  });

  it("is not due for a good ticket of an event that is on, checked in or not, paused or not", async () => {
    const tickets = await sold();
    await tickets.write.checkIn([[two]]);
    await assertReverts(tryRefund(tickets, [one]), "NothingToRefund", [one]);
    await assertReverts(tryRefund(tickets, [two]), "NothingToRefund", [two]);
    await tickets.write.setPaused([true]);
    await assertReverts(tryRefund(tickets, [one]), "NothingToRefund", [one]);
    await tickets.write.cancel();
    await tryRefund(tickets, [one, two]);
  });

  it("of an invalidated ticket is due at once, and only of that", async () => {
    const tickets = await sold();
    await mintOrder(tickets, bob);
    const receipt = await receiptOf(tickets.write.invalidate([[two, tokenId(1, 4)], 1]));
    assert.equal(receipt.status, "success");
    assert.equal(await tickets.read.proceeds(), 2n * FACE);
    assert.equal(await tickets.read.refundsDue(), FACE);
    const twice = tickets.simulate.invalidate([[one, one], 1]);
    await assertReverts(twice, "TicketInvalidated", [one]);
    await assertReverts(tryRefund(tickets, [two, three]), "NothingToRefund", [three]);
    await assertReverts(tryRefund(tickets, [tokenId(1, 4)], bob), "NothingToRefund", [tokenId(1, 4)]);
    await tickets.write.setPaused([true]);
    await tickets.write.refund([[two], alice], { account: alice });
    assert.equal(await tickets.read.refundsDue(), 0n);
    await assertReverts(tryRefund(tickets, [two]), "NothingToRefund", [two]);
  });

  it("is the present holder's: no seller, approved account, operator or owner gets at it", async () => {
    const tickets = await sold({ resaleCapBps: 20_000 });
    await tickets.write.approve([carol, two], { account: alice });
    await tickets.write.setApprovalForAll([stranger, true], { account: alice });
    const offer = await offerOf(tickets, one, 2n * FACE);
    await market.write.fill([offer, await sign.offer(alice, offer), bob], {
      account: bob,
      value: 2n * FACE,
    });
    await tickets.write.cancel();
    await assertReverts(tryRefund(tickets, [one]), "ERC721IncorrectOwner", [alice, one, bob]);
    for (const account of [carol, stranger, operator, owner]) {
      const theirs = tryRefund(tickets, [two], account);
      await assertReverts(theirs, "ERC721IncorrectOwner", [account, two, alice]);
    }
    const before = await balanceOf(payee);
    await tickets.write.refund([[one], payee], { account: bob });
    assert.equal(await balanceOf(payee), before + FACE);
  });

  it("goes with a ticket that was handed on, and leaves its neighbours' money alone", async () => {
    const tickets = await sold({ transferPolicy: policies.open });
    await tickets.write.transferFrom([alice, carol, two], { account: alice });
    await tickets.write.cancel();
    await assertReverts(tryRefund(tickets, [two]), "ERC721IncorrectOwner", [alice, two, carol]);
    await tickets.write.refund([[two], carol], { account: carol });
    const left = await Promise.all([one, two, three].map((id) => tickets.read.paidFor([id])));
    assert.deepEqual(left, [FACE, 0n, FACE]);
    await tickets.write.refund([[one, three], alice], { account: alice });
    assert.equal(await tickets.read.refundsDue(), 0n);
  });

  it("of a ticket in custody is nobody's: none was paid for", async () => {
    const tickets = await sold();
    await mintOrder(tickets, zeroAddress);
    await tickets.write.cancel();
    const id = tokenId(1, 4);
    for (const account of [operator, owner, stranger]) {
      const call = tryRefund(tickets, [id], account);
      await assertReverts(call, "ERC721IncorrectOwner", [account, id, getAddress(tickets.address)]);
    }
    await tickets.write.claim([[{ tokenId: id, to: bob }]]);
    await assertReverts(tryRefund(tickets, [id], bob), "NothingToRefund", [id]);
  });

  it("that its payee refuses stays due", async () => {
    const tickets = await sold();
    await tickets.write.cancel();
    const wallet = await world.deployWallet(alice);
    await wallet.write.setRefusing([true]);
    const refused = tickets.write.refund([[one, two], wallet.address], { account: alice });
    await assertReverts(refused, "PaymentFailed", [wallet.address, 2n * FACE]);
    assert.equal(await tickets.read.refundsDue(), 3n * FACE);
    assert.equal(await tickets.read.paidFor([one]), FACE);
    await tickets.write.refund([[one, two], alice], { account: alice });
  });

  it("is in the ERC-20 that was paid", async () => {
    const { tickets, token } = await tokenEvent();
    await tickets.write.purchase(await signed(tickets, { quantity: 2n }), { account: alice });
    await tickets.write.cancel();
    await tickets.write.refund([[two], payee], { account: alice });
    assert.equal(await token.read.balanceOf([payee]), FACE);
    assert.equal(await token.read.balanceOf([tickets.address]), FACE);
    assert.equal(await tickets.read.refundsDue(), FACE);
  });

  it("isn't paid with another's money by a token that charges its sender", async () => {
    const token = await world.deployOddToken();
    const tickets = await createEvent({ currency: token.address });
    await token.write.mint([alice, 2n * FACE]);
    await token.write.approve([tickets.address, 2n * FACE], { account: alice });
    await tickets.write.purchase(await signed(tickets, { quantity: 2n }), { account: alice });
    await tickets.write.cancel();
    await token.write.setHabit([habits.chargesSender]);
    const charged = tickets.simulate.refund([[one], alice], { account: alice });
    await assertReverts(charged, "WrongPayment", [FACE, FACE + 1n]);
    await token.write.setHabit([habits.none]);
    await tickets.write.refund([[one, two], alice], { account: alice });
    assert.equal(await token.read.balanceOf([alice]), 2n * FACE);
  });

  it("leaves the nonce as it is: what the holder signed for the ticket stands", async () => {
    const tickets = await sold();
    await tickets.write.revokeSignatures([two], { account: alice });
    await tickets.write.cancel();
    await tickets.write.refund([[two], alice], { account: alice });
    assert.equal(await tickets.read.nonceOf([two]), 1n);
    assert.equal(await tickets.read.nonceOf([one]), 0n);
  });
});
