import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { zeroAddress } from "viem";
import { assertReverts } from "../support/revert";
import { FACE, shop } from "../support/sale";
import {
  createWorld,
  ENDS_AT,
  mintOrder,
  policies,
  SOUVENIR_AT,
  stages,
  statuses,
  tokenId,
} from "../support/world";

const [paid, second, free, given] = [tokenId(1, 1), tokenId(1, 2), tokenId(1, 3), tokenId(1, 4)];

/** An event with two tickets of Alice's that were paid for, one that was purchased for nothing and one given to her. */
async function start(config = {}) {
  const world = await createWorld();
  const { buy } = shop(world);
  const tickets = await world.createEvent(config);
  await buy(tickets, { quantity: 2n });
  await buy(tickets, { unitPrice: 0n });
  await mintOrder(tickets, world.alice);
  const invalidate = (ids: bigint[], account = world.operator) =>
    tickets.simulate.invalidate([ids, 1], { account });
  return { ...world, tickets, invalidate };
}

describe("cancelling", () => {
  it("is an operator's until the end, and the owner's alone from that very second on", async () => {
    const { tickets, travelTo, operator, owner, alice, bob, carol, stranger } = await start();
    await tickets.write.setGate([carol, true]);
    await tickets.write.setOperator([bob, true], { account: owner });
    await travelTo(ENDS_AT - 1);
    for (const account of [operator, bob, owner]) await tickets.simulate.cancel({ account });
    await travelTo(ENDS_AT);
    for (const account of [operator, bob]) {
      await assertReverts(tickets.simulate.cancel({ account }), "NotOwner", [account]);
    }
    for (const account of [carol, alice, stranger]) {
      await assertReverts(tickets.simulate.cancel({ account }), "NotOperator", [account]);
    }
    await tickets.write.cancel({ account: owner });
    assert.equal(await tickets.read.stage(), stages.cancelled);
    await tickets.write.refund([[paid, second], alice], { account: alice });
    assert.equal(await tickets.read.refundsDue(), 0n);
  });

  it("is the owner's alone also when nothing was paid", async () => {
    const { createEvent, travelTo, operator, owner } = await start();
    const tickets = await createEvent();
    await travelTo(ENDS_AT);
    await assertReverts(tickets.simulate.cancel(), "NotOwner", [operator]);
    await tickets.simulate.cancel({ account: owner });
  });

  it("stays an operator's until the end that the event was put off to", async () => {
    const { tickets, travelTo, operator, owner } = await start();
    await tickets.write.postpone([ENDS_AT + 100], { account: owner });
    await travelTo(ENDS_AT + 99);
    await tickets.simulate.cancel();
    await travelTo(ENDS_AT + 100);
    await assertReverts(tickets.simulate.cancel(), "NotOwner", [operator]);
  });

  it("comes too late once the organiser has withdrawn, or it was cancelled, whoever asks", async () => {
    const { tickets, createEvent, travelTo, operator, owner } = await start();
    const cancelled = await createEvent();
    await cancelled.write.cancel();
    await travelTo(ENDS_AT);
    await tickets.write.withdraw([owner], { account: owner });
    for (const account of [operator, owner]) {
      await assertReverts(tickets.simulate.cancel({ account }), "EventSettled", []);
      await assertReverts(cancelled.simulate.cancel({ account }), "EventCancelled", []);
    }
  });
});

describe("invalidating a ticket that was paid for", () => {
  it("is an operator's until the end, and the owner's alone from that very second on", async () => {
    const { tickets, invalidate, travelTo, operator, owner, stranger } = await start();
    await travelTo(ENDS_AT - 1);
    await invalidate([paid]);
    await travelTo(ENDS_AT);
    await assertReverts(invalidate([paid]), "NotOwner", [operator]);
    await assertReverts(invalidate([paid], stranger), "NotOperator", [stranger]);
    await tickets.write.invalidate([[paid], 1], { account: owner });
    assert.equal(await tickets.read.refundsDue(), FACE);
    assert.equal(await tickets.read.proceeds(), FACE);
    await assertReverts(invalidate([second]), "NotOwner", [operator]);
  });

  it("is so whoever holds it now, and in whatever batch it is", async () => {
    const { tickets, invalidate, travelTo, operator, alice, bob } = await start({
      transferPolicy: policies.open,
    });
    await tickets.write.transferFrom([alice, bob, second], { account: alice });
    await travelTo(ENDS_AT);
    for (const batch of [[second], [given, second], [second, free], [free, paid, given]]) {
      await assertReverts(invalidate(batch), "NotOwner", [operator]);
    }
    await assertReverts(tickets.write.invalidate([[given, second], 1]), "NotOwner", [operator]);
    assert.equal(await tickets.read.statusOf([given]), statuses.valid);
  });

  it("leaves tickets without money to operators, those purchased for nothing too", async () => {
    const { tickets, invalidate, travelTo } = await start();
    await mintOrder(tickets, zeroAddress);
    await travelTo(ENDS_AT);
    for (const batch of [[free], [given], [tokenId(1, 5)], [free, given, tokenId(1, 5)]]) {
      await invalidate(batch);
    }
    await tickets.write.invalidate([[free, given], 3]);
    assert.equal(await tickets.read.refundsDue(), 0n);
    assert.equal(await tickets.read.proceeds(), 2n * FACE);
  });

  it("is an operator's again once the event is cancelled: the money is the holders' already", async () => {
    const { tickets, travelTo, owner, alice } = await start();
    await travelTo(ENDS_AT);
    await tickets.write.cancel({ account: owner });
    await tickets.write.invalidate([[paid], 2]);
    assert.equal(await tickets.read.refundsDue(), 2n * FACE);
    await tickets.write.refund([[paid, second], alice], { account: alice });
    assert.equal(await tickets.read.refundsDue(), 0n);
  });

  it("is nobody's from souvenir time on", async () => {
    const { tickets, invalidate, travelTo, operator, owner } = await start();
    await travelTo(SOUVENIR_AT - 1);
    await invalidate([free], operator);
    await travelTo(SOUVENIR_AT);
    for (const account of [operator, owner]) {
      for (const id of [free, paid]) {
        await assertReverts(invalidate([id], account), "EventEnded", [BigInt(ENDS_AT)]);
      }
    }
    assert.equal(await tickets.read.statusOf([free]), statuses.valid);
  });

  it("is nobody's once the organiser has withdrawn", async () => {
    const { tickets, invalidate, travelTo, operator, owner } = await start();
    await travelTo(ENDS_AT);
    await tickets.write.withdraw([owner], { account: owner });
    for (const account of [operator, owner]) {
      for (const id of [paid, given]) await assertReverts(invalidate([id], account), "EventSettled", []);
    }
  });
});

describe("withdrawing from a cancelled event", () => {
  it("is refused for that, before the end as after it, and to others for what they are", async () => {
    const { tickets, travelTo, operator, owner } = await start();
    await tickets.write.cancel();
    const withdraw = (account = owner) => tickets.simulate.withdraw([owner], { account });
    for (const time of [ENDS_AT - 1, ENDS_AT]) {
      await travelTo(time);
      await assertReverts(withdraw(), "EventCancelled", []);
      await assertReverts(withdraw(operator), "NotOwner", [operator]);
    }
  });
});
