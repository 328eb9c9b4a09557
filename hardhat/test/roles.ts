import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { numberToHex, parseEventLogs, zeroAddress } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { eventsIn } from "../support/logs";
import { assertReverts } from "../support/revert";
import {
  createWorld,
  defaultConfig,
  defaultTypes,
  mintOrder,
  packOrder,
  policies,
  type Tickets,
  tokenId,
} from "../support/world";

const { createEvent, factory, ticketsAt, receiptOf, operator, owner, alice, bob, carol, stranger } =
  await createWorld();

describe("owner and operators", () => {
  const order = packOrder({ to: alice, quantity: 1 });

  it("start with the organiser's wallet as owner and the creator as operator", async () => {
    const tickets = await createEvent();
    assert.equal(await tickets.read.owner(), owner);
    assert.equal(await tickets.read.pendingOwner(), zeroAddress);
    assert.equal(await tickets.read.creator(), operator);
    assert.equal(await tickets.read.isOperator([operator]), true);
    assert.equal(await tickets.read.isOperator([owner]), false);
    assert.equal(await tickets.read.isOperator([stranger]), false);
  });

  it("let the owner remove the server's key and go on alone", async () => {
    const tickets = await createEvent();
    const { logs } = await receiptOf(tickets.write.setOperator([operator, false], { account: owner }));
    const [removed] = parseEventLogs({ abi: eventTicketsAbi, eventName: "OperatorSet", logs });
    assert.deepEqual(removed?.args, { operator, allowed: false });

    await assertReverts(tickets.write.mint([[order]]), "NotOperator", [operator]);
    await assertReverts(tickets.write.checkIn([[1n]]), "NotGate", [operator]);
    await assertReverts(tickets.write.setSupply([1n, 5]), "NotOperator", [operator]);
    await assertReverts(tickets.write.addTicketType([{ supply: 1, price: 1n }]), "NotOperator", [operator]);
    await assertReverts(tickets.write.claim([[]]), "NotOperator", [operator]);

    const account = owner;
    await tickets.write.mint([[order, { ...order, to: zeroAddress }]], { account });
    await tickets.write.checkIn([[tokenId(1, 1)]], { account });
    await tickets.write.undoCheckIn([[tokenId(1, 1)]], { account });
    await tickets.write.invalidate([[tokenId(1, 1)], 0], { account });
    await tickets.write.claim([[{ tokenId: tokenId(1, 2), to: bob }]], { account });
    await tickets.write.addTicketType([{ supply: 1, price: 1n }], { account });
    await tickets.write.setSupply([3n, 2], { account });
  });

  it("let the owner add operators, who can't add others or take the event", async () => {
    const tickets = await createEvent();
    await tickets.write.setOperator([bob, true], { account: owner });
    await tickets.write.mint([[order]], { account: bob });
    for (const account of [operator, bob, stranger]) {
      await assertReverts(tickets.write.setOperator([stranger, true], { account }), "NotOwner", [account]);
      await assertReverts(tickets.write.transferOwnership([account], { account }), "NotOwner", [account]);
      await assertReverts(tickets.write.setBaseURI(["https://x.example"], { account }), "NotOwner", [
        account,
      ]);
    }
  });

  it("hand the event over in two steps", async () => {
    const tickets = await createEvent();
    const offered = await receiptOf(tickets.write.transferOwnership([bob], { account: owner }));
    const [started] = parseEventLogs({ abi: eventTicketsAbi, logs: offered.logs });
    assert.deepEqual(started?.args, { previousOwner: owner, newOwner: bob });
    assert.equal(await tickets.read.owner(), owner);
    assert.equal(await tickets.read.pendingOwner(), bob);
    await assertReverts(tickets.write.acceptOwnership({ account: stranger }), "NotPendingOwner", [stranger]);

    const accepted = await receiptOf(tickets.write.acceptOwnership({ account: bob }));
    const [transferred] = parseEventLogs({ abi: eventTicketsAbi, logs: accepted.logs });
    assert.deepEqual(transferred?.args, { previousOwner: owner, newOwner: bob });
    assert.equal(await tickets.read.owner(), bob);
    assert.equal(await tickets.read.pendingOwner(), zeroAddress);
    await assertReverts(tickets.write.acceptOwnership({ account: bob }), "NotPendingOwner", [bob]);
    await assertReverts(tickets.write.setOperator([owner, true], { account: owner }), "NotOwner", [owner]);
    await mintOrder(tickets, alice);
  });

  it("let the owner withdraw an offer", async () => {
    const tickets = await createEvent();
    await tickets.write.transferOwnership([bob], { account: owner });
    await tickets.write.transferOwnership([zeroAddress], { account: owner });
    await assertReverts(tickets.write.acceptOwnership({ account: bob }), "NotPendingOwner", [bob]);
  });

  it("keep the event's other settings when they change", async () => {
    const tickets = await createEvent();
    const before = await tickets.read.config();
    await tickets.write.transferOwnership([bob], { account: owner });
    await tickets.write.acceptOwnership({ account: bob });
    assert.deepEqual(await tickets.read.config(), before);
    assert.equal(await tickets.read.ticketTypeCount(), 2n);
  });

  it("let the owner take the server's key back in, as if it had never gone", async () => {
    for (const transferPolicy of Object.values(policies)) {
      const tickets = await createEvent({ transferPolicy });
      const before = await tickets.read.config();
      const account = owner;
      for (const allowed of [false, false, true, true]) {
        const { logs } = await receiptOf(tickets.write.setOperator([operator, allowed], { account }));
        assert.deepEqual(eventsIn(logs), [{ eventName: "OperatorSet", args: { operator, allowed } }]);
        assert.equal(await tickets.read.isOperator([operator]), allowed);
        assert.deepEqual(await tickets.read.config(), before);
        assert.equal(await tickets.read.creator(), operator);
        const mint = tickets.simulate.mint([[order]], { account: operator });
        if (allowed) await mint;
        else await assertReverts(mint, "NotOperator", [operator]);
      }
    }
  });

  it("let the owner add and remove operators, each for itself", async () => {
    const tickets = await createEvent();
    const account = owner;
    await tickets.write.setOperator([bob, true], { account });
    await tickets.write.setOperator([carol, true], { account });
    await tickets.write.setOperator([operator, false], { account });
    await tickets.write.setOperator([bob, false], { account });
    const found = await Promise.all(
      [operator, bob, carol, owner].map((who) => tickets.read.isOperator([who])),
    );
    assert.deepEqual(found, [false, false, true, false]);
    await assertReverts(mintAs(tickets, bob), "NotOperator", [bob]);
    await mintAs(tickets, carol);
  });

  it("leave operators and gate keys as they are when the event is handed over", async () => {
    const tickets = await createEvent();
    await tickets.write.setGate([carol, true]);
    await tickets.write.transferOwnership([bob], { account: owner });
    await assertReverts(mintAs(tickets, bob), "NotOperator", [bob]);
    await tickets.write.acceptOwnership({ account: bob });
    assert.equal(await tickets.read.isOperator([operator]), true);
    assert.equal(await tickets.read.isGate([carol]), true);
    await mintAs(tickets, bob);
    await mintAs(tickets, operator);
    await assertReverts(mintAs(tickets, owner), "NotOperator", [owner]);
    await assertReverts(tickets.simulate.checkIn([[1n]], { account: owner }), "NotGate", [owner]);
  });

  it("say when a gate key comes or goes", async () => {
    const tickets = await createEvent();
    for (const allowed of [true, false]) {
      const { logs } = await receiptOf(tickets.write.setGate([carol, allowed]));
      assert.deepEqual(eventsIn(logs), [{ eventName: "GateSet", args: { gate: carol, allowed } }]);
      assert.equal(await tickets.read.isGate([carol]), allowed);
      assert.equal(await tickets.read.isGate([bob]), false);
      assert.equal(await tickets.read.isOperator([carol]), false);
    }
  });

  it("can be one: an organiser that creates its event stays in charge when it is no operator", async () => {
    const salt = numberToHex(1, { size: 32 });
    const address = await factory.read.predictEvent([owner, owner, salt]);
    await factory.write.createEvent([owner, salt, defaultConfig, defaultTypes], { account: owner });
    const tickets = ticketsAt(address);
    await tickets.write.setOperator([owner, false], { account: owner });
    assert.equal(await tickets.read.isOperator([owner]), false);
    await mintAs(tickets, owner);
    await assertReverts(mintAs(tickets, operator), "NotOperator", [operator]);
  });
});

const mintAs = (tickets: Tickets, account: `0x${string}`) =>
  tickets.simulate.mint([[packOrder({ to: account, quantity: 1 })]], { account });
