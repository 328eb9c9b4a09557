import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { encodeFunctionData, getAddress, zeroAddress } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { eventsIn } from "../support/logs";
import { habits } from "../support/mocks";
import { assertReverts, decodeRevert } from "../support/revert";
import { FACE, shop } from "../support/sale";
import { createWorld, ENDS_AT, mintOrder, stages, tokenId } from "../support/world";

/** A world of its own for each test: they travel to the end of the event. */
async function start() {
  const world = await createWorld();
  return { ...world, ...shop(world) };
}
const [one, two] = [tokenId(1, 1), tokenId(1, 2)];

describe("proceeds", () => {
  it("are held until the event's end, to the very second", async () => {
    const { createEvent, buy, travelTo, owner } = await start();
    const tickets = await createEvent();
    await buy(tickets);
    const withdraw = () => tickets.simulate.withdraw([owner], { account: owner });
    await assertReverts(withdraw(), "EventNotEnded", [BigInt(ENDS_AT)]);
    await travelTo(ENDS_AT - 1);
    await assertReverts(withdraw(), "EventNotEnded", [BigInt(ENDS_AT)]);
    await travelTo(ENDS_AT);
    await withdraw();
  });

  it("of an event that was put off are held until the new end", async () => {
    const { createEvent, buy, travelTo, owner } = await start();
    const tickets = await createEvent();
    await buy(tickets);
    await tickets.write.postpone([ENDS_AT + 500], { account: owner });
    await travelTo(ENDS_AT + 499);
    const withdraw = () => tickets.simulate.withdraw([owner], { account: owner });
    await assertReverts(withdraw(), "EventNotEnded", [BigInt(ENDS_AT + 500)]);
    await travelTo(ENDS_AT + 500);
    await withdraw();
  });

  it("go whole to whom the owner names, once, and settle the event", async () => {
    const { createEvent, buy, travelTo, receiptOf, client, owner, bob } = await start();
    const tickets = await createEvent();
    await buy(tickets, { quantity: 2n });
    await buy(tickets, { buyer: bob, unitPrice: 7n });
    await travelTo(ENDS_AT);
    const payee = getAddress("0x00000000000000000000000000000000000000aa");
    const amount = 2n * FACE + 7n;
    const { logs } = await receiptOf(tickets.write.withdraw([payee], { account: owner }));

    assert.deepEqual(eventsIn(logs), [{ eventName: "ProceedsWithdrawn", args: { to: payee, amount } }]);
    assert.equal(await client.getBalance({ address: payee }), amount);
    assert.equal(await client.getBalance({ address: tickets.address }), 0n);
    assert.equal(await tickets.read.proceeds(), 0n);
    assert.equal(await tickets.read.stage(), stages.settled);
    const again = tickets.simulate.withdraw([payee], { account: owner });
    await assertReverts(again, "NothingHeld", []);
  });

  it("are the owner's alone: no operator, gate or buyer gets at them", async () => {
    const { createEvent, buy, travelTo, owner, operator, alice, carol, stranger } = await start();
    const tickets = await createEvent();
    await tickets.write.setGate([carol, true]);
    await buy(tickets);
    await travelTo(ENDS_AT);
    for (const account of [operator, carol, alice, stranger]) {
      await assertReverts(tickets.simulate.withdraw([account], { account }), "NotOwner", [account]);
    }
    await tickets.simulate.withdraw([owner], { account: owner });
  });

  it("that are none settle nothing: the event stays on", async () => {
    const { createEvent, buy, travelTo, owner, alice } = await start();
    const tickets = await createEvent();
    await mintOrder(tickets, alice);
    await buy(tickets, { unitPrice: 0n });
    await travelTo(ENDS_AT);
    const call = tickets.simulate.withdraw([owner], { account: owner });
    await assertReverts(call, "NothingHeld", []);
    assert.equal(await tickets.read.stage(), stages.open);
  });

  it("of a paused event are paid out all the same", async () => {
    const { createEvent, buy, travelTo, owner } = await start();
    const tickets = await createEvent();
    await buy(tickets);
    await tickets.write.setPaused([true]);
    await travelTo(ENDS_AT);
    await tickets.write.withdraw([owner], { account: owner });
    assert.equal(await tickets.read.stage(), stages.settled);
  });

  it("don't include what is due to holders, who can still pull it after the organiser", async () => {
    const { createEvent, buy, travelTo, client, owner, alice } = await start();
    const tickets = await createEvent();
    await buy(tickets, { quantity: 3n });
    await tickets.write.invalidate([[two], 1]);
    await travelTo(ENDS_AT);
    await tickets.write.withdraw([owner], { account: owner });
    assert.equal(await client.getBalance({ address: tickets.address }), FACE);
    assert.equal(await tickets.read.refundsDue(), FACE);
    await assertReverts(tickets.simulate.refund([[one], alice], { account: alice }), "NothingToRefund", [
      one,
    ]);
    await tickets.write.refund([[two], alice], { account: alice });
    assert.equal(await client.getBalance({ address: tickets.address }), 0n);
  });

  it("once withdrawn stop invalidations, cancellation, another end and pauses", async () => {
    const { createEvent, buy, travelTo, owner } = await start();
    const tickets = await createEvent();
    await buy(tickets);
    await travelTo(ENDS_AT);
    await tickets.write.withdraw([owner], { account: owner });
    const account = owner;
    await assertReverts(tickets.simulate.invalidate([[one], 0], { account }), "EventSettled", []);
    await assertReverts(tickets.simulate.cancel({ account }), "EventSettled", []);
    await assertReverts(tickets.simulate.postpone([ENDS_AT + 9], { account }), "EventEnded", [
      BigInt(ENDS_AT),
    ]);
    await assertReverts(tickets.simulate.setPaused([true], { account }), "EventSettled", []);
    await assertReverts(tickets.simulate.setPaused([false], { account }), "EventSettled", []);
    await assertReverts(mintOrder(tickets, owner), "EventSettled", []);
  });

  it("stay where they are when nobody, the event itself or one who refuses coins is to get them", async () => {
    const { createEvent, buy, travelTo, deployWallet, owner } = await start();
    const tickets = await createEvent();
    await buy(tickets);
    await travelTo(ENDS_AT);
    const account = owner;
    for (const to of [zeroAddress, tickets.address])
      await assertReverts(tickets.simulate.withdraw([to], { account }), "ReceiverRequired", []);
    const wallet = await deployWallet(owner);
    await wallet.write.setRefusing([true]);
    const refused = tickets.write.withdraw([wallet.address], { account });
    await assertReverts(refused, "PaymentFailed", [wallet.address, FACE]);
    assert.equal(await tickets.read.stage(), stages.open);
    assert.equal(await tickets.read.proceeds(), FACE);
    await wallet.write.setRefusing([false]);
    await tickets.write.withdraw([wallet.address], { account });
  });

  it("in an ERC-20 are paid in it, by a token that says nothing as well, never by one that fails", async () => {
    const { createEvent, signed, travelTo, deployOddToken, owner, alice, bob } = await start();
    const token = await deployOddToken();
    const tickets = await createEvent({ currency: token.address });
    await token.write.mint([alice, FACE]);
    await token.write.approve([tickets.address, FACE], { account: alice });
    await tickets.write.purchase(await signed(tickets), { account: alice });
    await travelTo(ENDS_AT);
    const account = owner;

    for (const to of [zeroAddress, tickets.address])
      await assertReverts(tickets.simulate.withdraw([to], { account }), "ReceiverRequired", []);
    await token.write.setHabit([habits.returnsFalse]);
    const failing = tickets.simulate.withdraw([bob], { account });
    await assertReverts(failing, "SafeERC20FailedOperation", [getAddress(token.address)]);
    await token.write.setHabit([habits.returnsNothing]);
    await tickets.write.withdraw([bob], { account });
    assert.equal(await token.read.balanceOf([bob]), FACE);
    assert.equal(await token.read.balanceOf([tickets.address]), 0n);
  });
});

describe("a payment that is called back in its midst", () => {
  const withdrawData = (to: `0x${string}`) =>
    encodeFunctionData({ abi: eventTicketsAbi, functionName: "withdraw", args: [to] });

  it("lets no purchase in by a token that calls back", async () => {
    const { createEvent, signed, deployOddToken, alice } = await start();
    const token = await deployOddToken();
    const tickets = await createEvent({ currency: token.address });
    await token.write.mint([alice, 2n * FACE]);
    await token.write.approve([tickets.address, 2n * FACE], { account: alice });
    const args = await signed(tickets, { unitPrice: 0n });
    const data = encodeFunctionData({ abi: eventTicketsAbi, functionName: "purchase", args });
    await token.write.setHook([tickets.address, data]);
    await tickets.write.purchase(await signed(tickets), { account: alice });
    assert.deepEqual(decodeRevert(await token.read.hookError()), { name: "ReentrantCall", args: [] });
    assert.equal(await tickets.read.balanceOf([alice]), 1n);
  });

  it("lets no refund in while a refund is paid", async () => {
    const { createEvent, signed, deployWallet, alice } = await start();
    const tickets = await createEvent();
    const wallet = await deployWallet(alice);
    const args = await signed(tickets, { buyer: wallet.address, quantity: 2n });
    await tickets.write.purchase(args, { account: alice, value: 2n * FACE });
    await tickets.write.cancel();
    const refund = (id: bigint) =>
      encodeFunctionData({ abi: eventTicketsAbi, functionName: "refund", args: [[id], wallet.address] });
    const call = (data: `0x${string}`) => ({ target: tickets.address, value: 0n, data });

    await wallet.write.setHook([tickets.address, refund(two)]);
    await wallet.write.execute([[call(refund(one))]]);
    assert.deepEqual(decodeRevert(await wallet.read.hookError()), { name: "ReentrantCall", args: [] });
    assert.equal(await tickets.read.refundsDue(), FACE);
  });

  it("lets no withdrawal in, while refunds one after another go through", async () => {
    const { createEvent, signed, travelTo, deployWallet, owner, alice } = await start();
    const tickets = await createEvent();
    const wallet = await deployWallet(owner);
    const accept = encodeFunctionData({ abi: eventTicketsAbi, functionName: "acceptOwnership" });
    await tickets.write.transferOwnership([wallet.address], { account: owner });
    const call = (data: `0x${string}`) => ({ target: tickets.address, value: 0n, data });
    await wallet.write.execute([[call(accept)]]);
    await tickets.write.purchase(await signed(tickets, { buyer: wallet.address, quantity: 2n }), {
      account: alice,
      value: 2n * FACE,
    });
    await tickets.write.purchase(await signed(tickets), { account: alice, value: FACE });
    await tickets.write.invalidate([[one, two], 1]);
    await travelTo(ENDS_AT);

    await wallet.write.setHook([tickets.address, withdrawData(wallet.address)]);
    const refund = (id: bigint) =>
      encodeFunctionData({ abi: eventTicketsAbi, functionName: "refund", args: [[id], wallet.address] });
    await wallet.write.execute([[call(refund(one)), call(refund(two))]]);
    assert.deepEqual(decodeRevert(await wallet.read.hookError()), { name: "ReentrantCall", args: [] });
    assert.equal(await tickets.read.refundsDue(), 0n);
    assert.equal(await tickets.read.proceeds(), FACE);

    await wallet.write.setHook([tickets.address, refund(one)]);
    await wallet.write.execute([[call(withdrawData(wallet.address))]]);
    assert.deepEqual(decodeRevert(await wallet.read.hookError()), { name: "ReentrantCall", args: [] });
    assert.equal(await tickets.read.proceeds(), 0n);
  });
});
