import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { getAddress, zeroAddress } from "viem";
import { eventsIn, transfersIn } from "../support/logs";
import { assertReverts } from "../support/revert";
import { FACE } from "../support/sale";
import {
  createWorld,
  ENDS_AT,
  mintOrder,
  policies,
  RESALE_CLOSES_AT,
  SOUVENIR_AT,
  tokenId,
} from "../support/world";

const world = await createWorld();
const { createEvent, receiptOf, operator, owner, alice, bob, carol, stranger } = world;
const [one, two, three] = [tokenId(1, 1), tokenId(1, 2), tokenId(1, 3)];
const to = (tokenId: bigint, to = bob) => ({ tokenId, to });
const sale = (tokenId: bigint, price = 0n, to = bob, from = alice) => ({ tokenId, from, to, price });

async function inCustody(transferPolicy: number = policies.marketOnly) {
  const tickets = await createEvent({ transferPolicy });
  await mintOrder(tickets, zeroAddress, 3);
  return tickets;
}

async function held(transferPolicy: number = policies.marketOnly) {
  const tickets = await createEvent({ transferPolicy });
  await mintOrder(tickets, alice, 3);
  return tickets;
}

describe("claim", () => {
  for (const [policy, transferPolicy] of Object.entries(policies)) {
    it(`${policy}: operators and the owner hand tickets out of custody, in one batch`, async () => {
      const tickets = await inCustody(transferPolicy);
      const from = getAddress(tickets.address);
      const { logs } = await receiptOf(tickets.write.claim([[to(three, alice), to(one)]]));
      assert.deepEqual(eventsIn(logs), [
        { eventName: "Transfer", args: { from, to: alice, tokenId: three } },
        { eventName: "Transfer", args: { from, to: bob, tokenId: one } },
      ]);
      await tickets.write.claim([[to(two)]], { account: owner });
      assert.equal(await tickets.read.balanceOf([bob]), 2n);
      assert.equal(await tickets.read.balanceOf([from]), 0n);
      assert.equal(await tickets.read.nonceOf([one]), 1n);
    });
  }

  it("names the first ticket that isn't in custody, and moves none", async () => {
    const tickets = await inCustody(policies.open);
    await tickets.write.claim([[to(two, alice)]]);
    await assertReverts(tickets.write.claim([[to(one), to(two)]]), "NotInCustody", [two, alice]);
    await assertReverts(tickets.write.claim([[to(one), to(one)]]), "NotInCustody", [one, bob]);
    assert.equal(await tickets.read.ownerOf([one]), getAddress(tickets.address));
    const unknown = tokenId(1, 4);
    await assertReverts(tickets.write.claim([[to(unknown)]]), "ERC721NonexistentToken", [unknown]);
  });

  it("obeys the ticket's status, and needs a list and a receiver", async () => {
    const tickets = await inCustody();
    await tickets.write.checkIn([[two]]);
    await tickets.write.invalidate([[three], 0]);
    await assertReverts(tickets.simulate.claim([[to(two)]]), "TicketCheckedIn", [two]);
    await assertReverts(tickets.simulate.claim([[to(three)]]), "TicketInvalidated", [three]);
    await assertReverts(tickets.simulate.claim([[]]), "EmptyBatch", []);
    const nobody = tickets.simulate.claim([[to(one, zeroAddress)]]);
    await assertReverts(nobody, "ERC721InvalidReceiver", [zeroAddress]);
  });

  it("stops while the event is paused, and goes on when it is cancelled, for valid tickets", async () => {
    const tickets = await inCustody();
    await tickets.write.setPaused([true]);
    await assertReverts(tickets.simulate.claim([[to(one)]]), "EventPaused", []);
    await tickets.write.setPaused([false]);
    await tickets.write.checkIn([[two]]);
    await tickets.write.invalidate([[three], 2]);
    await tickets.write.cancel();
    await tickets.simulate.claim([[to(one)]]);
    await assertReverts(tickets.simulate.claim([[to(two)]]), "EventCancelled", []);
    await assertReverts(tickets.simulate.claim([[to(three)]]), "TicketInvalidated", [three]);
  });

  it("goes on after resale has closed, and hands out souvenirs, paused or checked in", async () => {
    const world = await createWorld();
    const tickets = await world.createEvent({ transferPolicy: policies.locked });
    await mintOrder(tickets, zeroAddress, 2);
    await tickets.write.checkIn([[two]]);
    await world.travelTo(RESALE_CLOSES_AT);
    await tickets.simulate.claim([[to(one)]]);
    await tickets.write.setPaused([true]);
    await world.travelTo(SOUVENIR_AT - 1);
    await assertReverts(tickets.simulate.claim([[to(one)]]), "EventPaused", []);
    await assertReverts(tickets.simulate.claim([[to(two)]]), "TicketCheckedIn", [two]);
    await world.travelTo(SOUVENIR_AT);
    await tickets.simulate.claim([[to(one), to(two)]]);
  });

  it("is nobody else's", async () => {
    const tickets = await inCustody(policies.open);
    const call = tickets.simulate.claim([[to(one, stranger)]], { account: stranger });
    await assertReverts(call, "NotOperator", [stranger]);
  });
});

describe("resell", () => {
  it("moves tickets that were sold elsewhere to their buyers, or into custody", async () => {
    const tickets = await held();
    const { logs } = await receiptOf(
      tickets.write.resell([[sale(two, FACE), sale(one, 7n, zeroAddress), sale(two, 1n, carol, bob)]]),
    );
    const custody = getAddress(tickets.address);
    assert.deepEqual(eventsIn(logs), [
      { eventName: "Transfer", args: { from: alice, to: bob, tokenId: two } },
      { eventName: "TicketResold", args: { tokenId: two, price: FACE } },
      { eventName: "Transfer", args: { from: alice, to: custody, tokenId: one } },
      { eventName: "TicketResold", args: { tokenId: one, price: 7n } },
      { eventName: "Transfer", args: { from: bob, to: carol, tokenId: two } },
      { eventName: "TicketResold", args: { tokenId: two, price: 1n } },
    ]);
    assert.equal(await tickets.read.ownerOf([two]), carol);
    assert.equal(await tickets.read.ownerOf([one]), custody);
    assert.equal(await tickets.read.ownerOf([three]), alice);
    await tickets.write.claim([[to(one)]]);
  });

  it("moves a ticket from custody as well, by the owner as well", async () => {
    const tickets = await inCustody();
    const custody = getAddress(tickets.address);
    const out = sale(one, FACE, bob, custody);
    const { logs } = await receiptOf(tickets.write.resell([[out]], { account: owner }));
    assert.deepEqual(transfersIn(logs), [{ from: custody, to: bob, tokenId: one }]);
  });

  it("takes a ticket from the holder it names alone: one that comes late takes it from nobody else", async () => {
    const tickets = await held(policies.open);
    const custody = getAddress(tickets.address);
    const late = () => tickets.write.resell([[sale(two, 0n, stranger), sale(one, 0n, stranger)]]);
    await tickets.write.transferFrom([alice, carol, one], { account: alice });
    await assertReverts(late(), "ERC721IncorrectOwner", [alice, one, carol]);
    await tickets.write.resell([[sale(one, 0n, zeroAddress, carol)]]);
    await assertReverts(late(), "ERC721IncorrectOwner", [alice, one, custody]);
    assert.equal(await tickets.read.ownerOf([two]), alice);
    for (const from of [zeroAddress, custody, stranger]) {
      const wrong = tickets.simulate.resell([[sale(two, 0n, bob, from)]]);
      await assertReverts(wrong, "ERC721IncorrectOwner", [from, two, alice]);
    }
    await tickets.simulate.resell([[sale(one, 0n, stranger, custody), sale(two, 0n, stranger)]]);
  });

  it("obeys the cap to the last unit, and does nothing of a batch with one above", async () => {
    const tickets = await held();
    await tickets.simulate.resell([[sale(one, FACE)]]);
    const dear = tickets.write.resell([[sale(one, FACE), sale(two, FACE + 1n)]]);
    await assertReverts(dear, "PriceAboveCap", [two, FACE + 1n, FACE]);
    assert.equal(await tickets.read.ownerOf([one]), alice);
    const uncapped = await createEvent({ resaleCapBps: 65_535 });
    await mintOrder(uncapped, alice);
    await uncapped.simulate.resell([[sale(one, 2n ** 256n - 1n)]]);
  });

  it("obeys the policy: never when it is Locked", async () => {
    for (const transferPolicy of Object.values(policies)) {
      const call = (await held(transferPolicy)).simulate.resell([[sale(one)]]);
      if (transferPolicy === policies.locked) await assertReverts(call, "TransferLocked", [one]);
      else await call;
    }
  });

  it("obeys status and stage, and needs a list and a ticket", async () => {
    const tickets = await held(policies.open);
    await tickets.write.checkIn([[two]]);
    await tickets.write.invalidate([[three], 0]);
    const resell = (id: bigint) => tickets.simulate.resell([[sale(id)]]);
    await assertReverts(resell(two), "TicketCheckedIn", [two]);
    await assertReverts(resell(three), "TicketInvalidated", [three]);
    await assertReverts(resell(tokenId(1, 4)), "ERC721NonexistentToken", [tokenId(1, 4)]);
    await assertReverts(tickets.simulate.resell([[]]), "EmptyBatch", []);
    await tickets.write.setPaused([true]);
    await assertReverts(resell(one), "EventPaused", []);
    await tickets.write.cancel();
    await assertReverts(resell(one), "EventCancelled", []);
  });

  it("is nobody else's, not even the holder's", async () => {
    const tickets = await held(policies.open);
    for (const account of [stranger, alice]) {
      const call = tickets.simulate.resell([[sale(one)]], { account });
      await assertReverts(call, "NotOperator", [account]);
    }
  });

  it("ends when resale closes, and a souvenir is out of an operator's reach for ever", async () => {
    const world = await createWorld();
    const tickets = await world.createEvent({ transferPolicy: policies.open });
    await mintOrder(tickets, world.alice, 2);
    await tickets.write.checkIn([[two]]);
    const resell = (id = one, account = world.operator) => tickets.simulate.resell([[sale(id)]], { account });
    await world.travelTo(RESALE_CLOSES_AT - 1);
    await resell();
    await world.travelTo(RESALE_CLOSES_AT);
    await assertReverts(resell(), "TransferLocked", [one]);
    await tickets.write.extend([SOUVENIR_AT, 0]);
    await resell();
    await world.travelTo(ENDS_AT);
    await resell();
    await world.travelTo(SOUVENIR_AT);
    for (const account of [world.operator, world.owner]) {
      await assertReverts(resell(one, account), "TransferLocked", [one]);
      await assertReverts(resell(two, account), "TicketCheckedIn", [two]);
    }
    await tickets.write.transferFrom([world.alice, world.bob, one], { account: world.alice });
    await tickets.write.transferFrom([world.alice, world.bob, two], { account: world.alice });
  });
});

describe("no operator", () => {
  it("moves a holder's ticket by claim, transfer or approval", async () => {
    const tickets = await held(policies.open);
    for (const account of [operator, owner]) {
      const claim = tickets.simulate.claim([[to(one)]], { account });
      await assertReverts(claim, "NotInCustody", [one, alice]);
      const transfer = tickets.simulate.transferFrom([alice, account, one], { account });
      await assertReverts(transfer, "ERC721InsufficientApproval", [account, one]);
      const approve = tickets.simulate.approve([account, one], { account });
      await assertReverts(approve, "ERC721InvalidApprover", [account]);
    }
  });

  it("moves a ticket in custody by a transfer of its own", async () => {
    const tickets = await inCustody(policies.open);
    const from = getAddress(tickets.address);
    const call = tickets.simulate.transferFrom([from, operator, one], { account: operator });
    await assertReverts(call, "ERC721InsufficientApproval", [operator, one]);
  });
});
