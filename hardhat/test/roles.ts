import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseEventLogs, zeroAddress } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { assertReverts } from "../support/revert";
import { createWorld, mintOrder, packOrder, tokenId } from "../support/world";

const { createEvent, receiptOf, operator, owner, alice, bob, stranger } = await createWorld();

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
});
