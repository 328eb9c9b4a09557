import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { getAddress } from "viem";
import { eventsIn } from "../support/logs";
import { assertReverts } from "../support/revert";
import {
  createWorld,
  defaultConfig,
  ENDS_AT,
  mintOrder,
  policies,
  RESALE_CLOSES_AT,
  SOUVENIR_AT,
  stages,
  tokenId,
} from "../support/world";

const { createEvent, receiptOf, setCode, operator, owner, alice, stranger } = await createWorld();
const U40 = 2 ** 40 - 1;
const U32 = 2 ** 32 - 1;

describe("configuration", () => {
  it("is kept whole at its highest values, each apart from the others", async () => {
    const highest = {
      name: "A night that goes on for longer than any storage slot has room for",
      endsAt: U40,
      resaleClosesAt: U40,
      transferPolicy: policies.open,
      resaleCapBps: 65_535,
      royaltyBps: 10_000,
      maxPerWallet: U32,
      currency: getAddress(`0x${"ff".repeat(20)}`),
    };
    await setCode(highest.currency, "0x00");
    const tickets = await createEvent(highest, []);
    assert.deepEqual(await tickets.read.config(), highest);
    assert.equal(await tickets.read.currency(), highest.currency);
    assert.equal(await tickets.read.owner(), owner);
    assert.equal(await tickets.read.creator(), operator);
    assert.equal(await tickets.read.ticketTypeCount(), 0n);
    assert.equal(await tickets.read.stage(), stages.open);
    for (const [field, value] of Object.entries(highest)) {
      const config = { ...defaultConfig, [field]: value };
      assert.deepEqual(await (await createEvent(config)).read.config(), config);
    }
  });

  it("is changed by nothing but its own setters", async () => {
    const tickets = await createEvent({ transferPolicy: policies.open });
    const before = await tickets.read.config();
    await tickets.write.setPaused([true]);
    await tickets.write.setOperator([operator, false], { account: owner });
    await tickets.write.addTicketType([{ supply: 1, price: 1n }], { account: owner });
    assert.deepEqual(await tickets.read.config(), before);
    assert.equal(await tickets.read.stage(), stages.paused);
    await tickets.write.cancel({ account: owner });
    assert.deepEqual(await tickets.read.config(), before);
    assert.equal(await tickets.read.creator(), operator);
  });
});

describe("extend", () => {
  it("puts the close of resale off, or leaves it, and never brings it forward", async () => {
    const tickets = await createEvent();
    const earlier = tickets.simulate.extend([RESALE_CLOSES_AT - 1, 4]);
    await assertReverts(earlier, "OnlyLater", [BigInt(RESALE_CLOSES_AT), BigInt(RESALE_CLOSES_AT - 1)]);
    await tickets.simulate.extend([RESALE_CLOSES_AT, 4]);
    const { logs } = await receiptOf(tickets.write.extend([RESALE_CLOSES_AT + 1, 4]));
    assert.deepEqual(eventsIn(logs), [
      {
        eventName: "EventExtended",
        args: { endsAt: ENDS_AT, resaleClosesAt: RESALE_CLOSES_AT + 1, maxPerWallet: 4 },
      },
    ]);
    assert.deepEqual(await tickets.read.config(), {
      ...defaultConfig,
      resaleClosesAt: RESALE_CLOSES_AT + 1,
    });
    await tickets.write.extend([U40, 4]);
    assert.equal((await tickets.read.config()).resaleClosesAt, U40);
  });

  it("raises or lifts the wallet limit, and never lowers it or sets one again", async () => {
    const tickets = await createEvent({ maxPerWallet: 4 });
    const extend = (limit: number) => tickets.simulate.extend([RESALE_CLOSES_AT, limit]);
    for (const limit of [3, 1]) await assertReverts(extend(limit), "OnlyHigher", [4n, BigInt(limit)]);
    for (const limit of [4, 5, 0]) await extend(limit);
    await tickets.write.extend([RESALE_CLOSES_AT, U32]);
    assert.deepEqual(await tickets.read.config(), { ...defaultConfig, maxPerWallet: U32 });
    await assertReverts(extend(U32 - 1), "OnlyHigher", [BigInt(U32), BigInt(U32 - 1)]);
    await tickets.write.extend([RESALE_CLOSES_AT, 0]);
    for (const limit of [1, U32]) await assertReverts(extend(limit), "OnlyHigher", [0n, BigInt(limit)]);
    await extend(0);
  });

  it("is an operator's or the owner's", async () => {
    const tickets = await createEvent();
    const call = tickets.simulate.extend([U40, 0], { account: stranger });
    await assertReverts(call, "NotOperator", [stranger]);
    await tickets.simulate.extend([U40, 0], { account: owner });
  });
});

describe("postpone", () => {
  it("puts the end off, or leaves it, and never brings it forward", async () => {
    const tickets = await createEvent();
    const account = owner;
    const earlier = tickets.simulate.postpone([ENDS_AT - 1], { account });
    await assertReverts(earlier, "OnlyLater", [BigInt(ENDS_AT), BigInt(ENDS_AT - 1)]);
    await tickets.simulate.postpone([ENDS_AT], { account });
    const { logs } = await receiptOf(tickets.write.postpone([ENDS_AT + 1], { account }));
    assert.deepEqual(eventsIn(logs), [
      {
        eventName: "EventExtended",
        args: { endsAt: ENDS_AT + 1, resaleClosesAt: RESALE_CLOSES_AT, maxPerWallet: 4 },
      },
    ]);
    assert.deepEqual(await tickets.read.config(), { ...defaultConfig, endsAt: ENDS_AT + 1 });
    await tickets.write.postpone([U40], { account });
    assert.equal((await tickets.read.config()).endsAt, U40);
  });

  it("is the owner's alone", async () => {
    const tickets = await createEvent();
    const call = tickets.simulate.postpone([U40], { account: operator });
    await assertReverts(call, "NotOwner", [operator]);
  });

  it("takes the souvenir time and the tickets' expiry with it", async () => {
    const { createEvent, travelTo, owner, alice } = await createWorld();
    const tickets = await createEvent({ transferPolicy: policies.locked });
    await mintOrder(tickets, alice);
    const locked = () => tickets.read.locked([tokenId(1, 1)]);
    await tickets.write.postpone([ENDS_AT + 1_000], { account: owner });
    assert.equal((await tickets.read.tokenInfo([tokenId(1, 1)])).expireTime, BigInt(ENDS_AT + 1_000));
    await travelTo(SOUVENIR_AT + 999);
    assert.equal(await locked(), true);
    await travelTo(SOUVENIR_AT + 1_000);
    assert.equal(await locked(), false);
  });

  it("comes too late once the event has ended or is cancelled", async () => {
    const { createEvent, travelTo, owner } = await createWorld();
    const [tickets, cancelled] = [await createEvent(), await createEvent()];
    await cancelled.write.cancel();
    const postpone = (endsAt: number, event = tickets) =>
      event.simulate.postpone([endsAt], { account: owner });
    await assertReverts(postpone(ENDS_AT + 1, cancelled), "EventCancelled", []);
    await travelTo(ENDS_AT - 1);
    await postpone(ENDS_AT + 1);
    await travelTo(ENDS_AT);
    await assertReverts(postpone(ENDS_AT + 1), "EventEnded", [BigInt(ENDS_AT)]);
    await assertReverts(postpone(ENDS_AT - 1), "OnlyLater", [BigInt(ENDS_AT), BigInt(ENDS_AT - 1)]);
  });
});

describe("a pause", () => {
  it("is set and lifted by operators and the owner, and says so", async () => {
    const tickets = await createEvent();
    const paused = await receiptOf(tickets.write.setPaused([true]));
    assert.deepEqual(eventsIn(paused.logs), [{ eventName: "PauseSet", args: { paused: true } }]);
    assert.equal(await tickets.read.stage(), stages.paused);
    const opened = await receiptOf(tickets.write.setPaused([false], { account: owner }));
    assert.deepEqual(eventsIn(opened.logs), [{ eventName: "PauseSet", args: { paused: false } }]);
    assert.equal(await tickets.read.stage(), stages.open);
    const call = tickets.simulate.setPaused([true], { account: alice });
    await assertReverts(call, "NotOperator", [alice]);
  });

  it("locks tickets until their souvenir time, and no longer", async () => {
    const { createEvent, travelTo, alice } = await createWorld();
    const tickets = await createEvent({ transferPolicy: policies.open, resaleClosesAt: U40 });
    await mintOrder(tickets, alice);
    const locked = () => tickets.read.locked([tokenId(1, 1)]);
    assert.equal(await locked(), false);
    await tickets.write.setPaused([true]);
    assert.equal(await locked(), true);
    await travelTo(SOUVENIR_AT - 1);
    assert.equal(await locked(), true);
    await travelTo(SOUVENIR_AT);
    assert.equal(await locked(), false);
  });

  it("names what stops a ticket: cancellation before a check-in, that before a pause, that before the policy", async () => {
    const tickets = await createEvent({ transferPolicy: policies.locked });
    await mintOrder(tickets, alice, 2);
    await tickets.write.checkIn([[tokenId(1, 2)]]);
    await tickets.write.setPaused([true]);
    const move = (id: bigint) => tickets.simulate.transferFrom([alice, owner, id], { account: alice });
    await assertReverts(move(tokenId(1, 1)), "EventPaused", []);
    await assertReverts(move(tokenId(1, 2)), "TicketCheckedIn", [tokenId(1, 2)]);
    await tickets.write.cancel();
    await assertReverts(move(tokenId(1, 1)), "EventCancelled", []);
    await assertReverts(move(tokenId(1, 2)), "EventCancelled", []);
    await tickets.write.invalidate([[tokenId(1, 1)], 2]);
    await assertReverts(move(tokenId(1, 1)), "TicketInvalidated", [tokenId(1, 1)]);
    assert.equal(await tickets.read.locked([tokenId(1, 1)]), true);
  });
});
