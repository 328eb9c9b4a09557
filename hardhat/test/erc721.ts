import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Address, getAddress, parseEventLogs, zeroAddress } from "viem";
import { eventsIn } from "../support/logs";
import { smartWalletAbi } from "../support/mocks";
import { assertReverts } from "../support/revert";
import { createWorld, mintOrder, policies, tokenId } from "../support/world";

const world = await createWorld();
const { factory, createEvent, receiptOf, alice, bob, carol, stranger } = world;

describe("ERC-721", () => {
  const [one, two] = [tokenId(1, 1), tokenId(1, 2)];

  async function openEvent() {
    const tickets = await createEvent({ transferPolicy: policies.open });
    await mintOrder(tickets, alice, 2);
    return tickets;
  }

  it("an approved account and an operator may move tokens, and an approval ends with the move", async () => {
    const tickets = await openEvent();
    await tickets.write.approve([bob, one], { account: alice });
    assert.equal(await tickets.read.getApproved([one]), bob);
    await tickets.write.transferFrom([alice, carol, one], { account: bob });
    assert.equal(await tickets.read.getApproved([one]), zeroAddress);
    const back = tickets.write.transferFrom([carol, bob, one], { account: bob });
    await assertReverts(back, "ERC721InsufficientApproval", [bob, one]);

    await tickets.write.setApprovalForAll([bob, true], { account: alice });
    assert.equal(await tickets.read.isApprovedForAll([alice, bob]), true);
    await tickets.write.approve([carol, two], { account: bob });
    await tickets.write.transferFrom([alice, bob, two], { account: bob });
    assert.equal(await tickets.read.ownerOf([two]), bob);
  });

  it("an approval that ended with a move doesn't come back with the token, nor by another's", async () => {
    const tickets = await openEvent();
    await mintOrder(tickets, alice, 20);
    const [before, middle, after] = [tokenId(1, 9), tokenId(1, 10), tokenId(1, 11)];
    await tickets.write.approve([bob, middle], { account: alice });
    for (const id of [before, after]) assert.equal(await tickets.read.getApproved([id]), zeroAddress);
    await tickets.write.transferFrom([alice, carol, middle], { account: alice });
    assert.equal(await tickets.read.getApproved([middle]), zeroAddress);
    await tickets.write.transferFrom([carol, alice, middle], { account: carol });
    assert.equal(await tickets.read.getApproved([middle]), zeroAddress);
    const stale = tickets.simulate.transferFrom([alice, bob, middle], { account: bob });
    await assertReverts(stale, "ERC721InsufficientApproval", [bob, middle]);
    const revoke = tickets.simulate.revokeSignatures([middle], { account: bob });
    await assertReverts(revoke, "ERC721InsufficientApproval", [bob, middle]);

    await tickets.write.approve([carol, middle], { account: alice });
    await assertReverts(
      tickets.simulate.transferFrom([alice, bob, middle], { account: bob }),
      "ERC721InsufficientApproval",
      [bob, middle],
    );
    await tickets.simulate.transferFrom([alice, bob, middle], { account: carol });
    assert.equal(await tickets.read.nonceOf([middle]), 2n);
    for (const id of [before, middle, after]) assert.equal(await tickets.read.ownerOf([id]), alice);
  });

  it("refuses with the errors of ERC-6093", async () => {
    const tickets = await openEvent();
    const account = stranger;
    await assertReverts(tickets.read.balanceOf([zeroAddress]), "ERC721InvalidOwner", [zeroAddress]);
    await assertReverts(tickets.write.approve([bob, one], { account }), "ERC721InvalidApprover", [stranger]);
    const toNobody = tickets.write.setApprovalForAll([zeroAddress, true], { account });
    await assertReverts(toNobody, "ERC721InvalidOperator", [zeroAddress]);
    const burn = tickets.write.transferFrom([alice, zeroAddress, one], { account: alice });
    await assertReverts(burn, "ERC721InvalidReceiver", [zeroAddress]);
    const wrongOwner = tickets.write.transferFrom([bob, carol, one], { account: alice });
    await assertReverts(wrongOwner, "ERC721IncorrectOwner", [bob, one, alice]);
    const theft = tickets.write.transferFrom([alice, stranger, one], { account });
    await assertReverts(theft, "ERC721InsufficientApproval", [stranger, one]);
    const unknown = tickets.write.approve([bob, tokenId(1, 3)], { account: alice });
    await assertReverts(unknown, "ERC721NonexistentToken", [tokenId(1, 3)]);
  });

  it("a safe transfer asks a receiving contract, a plain one doesn't", async () => {
    const tickets = await openEvent();
    const safe = tickets.write.safeTransferFrom([alice, factory.address, one], { account: alice });
    await assertReverts(safe, "ERC721InvalidReceiver", [getAddress(factory.address)]);
    await tickets.write.transferFrom([alice, factory.address, one], { account: alice });
    await tickets.write.safeTransferFrom([alice, bob, two], { account: alice });
    assert.equal(await tickets.read.ownerOf([two]), bob);
  });

  it("a token may be sent to its own holder", async () => {
    const tickets = await openEvent();
    await tickets.write.transferFrom([alice, alice, one], { account: alice });
    assert.equal(await tickets.read.balanceOf([alice]), 2n);
    assert.equal(await tickets.read.ownerOf([two]), alice);
  });

  it("approvals are told, can be given to nobody, and taken back", async () => {
    const tickets = await openEvent();
    const approve = (to: Address) => receiptOf(tickets.write.approve([to, two], { account: alice }));
    for (const approved of [bob, zeroAddress]) {
      assert.deepEqual(eventsIn((await approve(approved)).logs), [
        { eventName: "Approval", args: { owner: alice, approved, tokenId: two } },
      ]);
      assert.equal(await tickets.read.getApproved([two]), approved);
    }
    for (const approved of [true, false]) {
      const call = tickets.write.setApprovalForAll([carol, approved], { account: alice });
      assert.deepEqual(eventsIn((await receiptOf(call)).logs), [
        { eventName: "ApprovalForAll", args: { owner: alice, operator: carol, approved } },
      ]);
      assert.equal(await tickets.read.isApprovedForAll([alice, carol]), approved);
      assert.equal(await tickets.read.isApprovedForAll([carol, alice]), false);
    }
    const late = tickets.simulate.transferFrom([alice, carol, one], { account: carol });
    await assertReverts(late, "ERC721InsufficientApproval", [carol, one]);
  });

  it("a token's approved account can't approve another, nor move its neighbour", async () => {
    const tickets = await openEvent();
    await tickets.write.approve([bob, one], { account: alice });
    const approve = tickets.simulate.approve([carol, one], { account: bob });
    await assertReverts(approve, "ERC721InvalidApprover", [bob]);
    const neighbour = tickets.simulate.transferFrom([alice, bob, two], { account: bob });
    await assertReverts(neighbour, "ERC721InsufficientApproval", [bob, two]);
  });

  it("a receiving contract is told who sends what from whom, and may say no", async () => {
    const tickets = await openEvent();
    const three = tokenId(1, 3);
    await mintOrder(tickets, alice);
    const wallet = await world.deployWallet(carol);
    await tickets.write.approve([bob, one], { account: alice });
    const args = [alice, wallet.address, one, "0x1234"] as const;
    const { logs } = await receiptOf(tickets.write.safeTransferFrom(args, { account: bob }));
    const [received] = parseEventLogs({ abi: smartWalletAbi, eventName: "Received", logs });
    assert.deepEqual(received?.args, { operator: bob, from: alice, tokenId: one, data: "0x1234" });
    assert.equal(await tickets.read.ownerOf([one]), wallet.address);

    const account = alice;
    const plain = await receiptOf(
      tickets.write.safeTransferFrom([alice, wallet.address, three], { account }),
    );
    const [bare] = parseEventLogs({ abi: smartWalletAbi, eventName: "Received", logs: plain.logs });
    assert.deepEqual(bare?.args, { operator: alice, from: alice, tokenId: three, data: "0x" });
    const wrongWord = tickets.simulate.safeTransferFrom([alice, wallet.address, two, "0x99"], { account });
    await assertReverts(wrongWord, "ERC721InvalidReceiver", [wallet.address]);
    await wallet.write.setRefusing([true]);
    const refused = tickets.simulate.safeTransferFrom([alice, wallet.address, two], { account });
    await assertReverts(refused, "Refused", []);
    await tickets.write.transferFrom([alice, wallet.address, two], { account });
  });
});
