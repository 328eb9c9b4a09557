import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { eventsIn } from "../support/logs";
import { assertReverts } from "../support/revert";
import { createWorld, ENDS_AT, mintOrder, statuses, tokenId } from "../support/world";

const { createEvent, receiptOf, owner, alice, bob, stranger } = await createWorld();

describe("status", () => {
  const [one, two, three] = [tokenId(1, 1), tokenId(1, 2), tokenId(1, 3)];

  async function threeTickets() {
    const tickets = await createEvent();
    await mintOrder(tickets, alice, 3);
    return tickets;
  }

  it("checks a batch in and says so once", async () => {
    const tickets = await threeTickets();
    const { logs } = await receiptOf(tickets.write.checkIn([[three, one]]));
    assert.deepEqual(eventsIn(logs), [
      { eventName: "BatchMetadataUpdate", args: { _fromTokenId: one, _toTokenId: three } },
      { eventName: "TicketsCheckedIn", args: { tokenIds: [three, one] } },
    ]);
    assert.equal(await tickets.read.statusOf([one]), statuses.checkedIn);
    assert.equal(await tickets.read.statusOf([two]), statuses.valid);
    assert.equal(await tickets.read.statusOf([three]), statuses.checkedIn);
  });

  it("writes one slot for 128 neighbours", async () => {
    const costOf = async (count: number) => {
      const tickets = await createEvent();
      await mintOrder(tickets, alice, 300);
      const ids = Array.from({ length: count }, (_, i) => tokenId(1, 128 + i));
      return Number((await receiptOf(tickets.write.checkIn([ids]))).gasUsed);
    };
    const step = async (count: number) => (await costOf(count + 1)) - (await costOf(count));
    for (const count of [1, 64, 127]) assert.ok((await step(count)) < 10_000, `${count}`);
    assert.ok((await step(128)) > 20_000);
  });

  it("undoes a check-in, after which the ticket can be checked in again", async () => {
    const tickets = await threeTickets();
    await tickets.write.checkIn([[one, two]]);
    const { logs } = await receiptOf(tickets.write.undoCheckIn([[one]]));
    assert.deepEqual(eventsIn(logs), [
      { eventName: "BatchMetadataUpdate", args: { _fromTokenId: one, _toTokenId: one } },
      { eventName: "CheckInsUndone", args: { tokenIds: [one] } },
    ]);
    assert.equal(await tickets.read.statusOf([one]), statuses.valid);
    assert.equal(await tickets.read.statusOf([two]), statuses.checkedIn);
    await tickets.write.checkIn([[one]]);
  });

  it("invalidates with a reason, and leaves the ticket with its holder", async () => {
    const tickets = await threeTickets();
    const { logs } = await receiptOf(tickets.write.invalidate([[two], 3]));
    assert.deepEqual(eventsIn(logs), [
      { eventName: "BatchMetadataUpdate", args: { _fromTokenId: two, _toTokenId: two } },
      { eventName: "TicketsInvalidated", args: { tokenIds: [two], reason: 3 } },
    ]);
    assert.equal(await tickets.read.statusOf([two]), statuses.invalidated);
    assert.equal(await tickets.read.ownerOf([two]), alice);
    assert.equal(await tickets.read.balanceOf([alice]), 3n);
    assert.equal(await tickets.read.totalSupply(), 3n);
  });

  it("names the ticket that can't be done, and does none of the batch", async () => {
    const tickets = await threeTickets();
    await tickets.write.checkIn([[one]]);
    await tickets.write.invalidate([[two], 0]);
    const unknown = tokenId(1, 4);

    await assertReverts(tickets.write.checkIn([[three, one]]), "TicketCheckedIn", [one]);
    await assertReverts(tickets.write.checkIn([[three, three]]), "TicketCheckedIn", [three]);
    await assertReverts(tickets.write.checkIn([[three, two]]), "TicketInvalidated", [two]);
    await assertReverts(tickets.write.checkIn([[three, unknown]]), "ERC721NonexistentToken", [unknown]);
    await assertReverts(tickets.write.undoCheckIn([[one, three]]), "TicketNotCheckedIn", [three]);
    await assertReverts(tickets.write.undoCheckIn([[one, two]]), "TicketInvalidated", [two]);
    await assertReverts(tickets.write.invalidate([[three, one], 0]), "TicketCheckedIn", [one]);
    await assertReverts(tickets.write.invalidate([[three, two], 0]), "TicketInvalidated", [two]);
    await assertReverts(tickets.write.invalidate([[unknown], 0]), "ERC721NonexistentToken", [unknown]);

    assert.equal(await tickets.read.statusOf([one]), statuses.checkedIn);
    assert.equal(await tickets.read.statusOf([three]), statuses.valid);
  });

  it("refuses an empty batch", async () => {
    const tickets = await threeTickets();
    await assertReverts(tickets.write.checkIn([[]]), "EmptyBatch", []);
    await assertReverts(tickets.write.undoCheckIn([[]]), "EmptyBatch", []);
    await assertReverts(tickets.write.invalidate([[], 0]), "EmptyBatch", []);
  });

  it("lets nobody but gates, operators and the owner, not even the holder", async () => {
    const tickets = await threeTickets();
    for (const account of [stranger, alice]) {
      await assertReverts(tickets.write.checkIn([[one]], { account }), "NotGate", [account]);
      await assertReverts(tickets.write.undoCheckIn([[one]], { account }), "NotOperator", [account]);
      await assertReverts(tickets.write.invalidate([[one], 0], { account }), "NotOperator", [account]);
    }
  });

  it("keeps tickets of one storage word apart, and of neighbouring ones", async () => {
    const tickets = await createEvent();
    await mintOrder(tickets, bob, 400);
    const serials = [1, 126, 127, 128, 129, 255, 256, 257, 400];
    await tickets.write.checkIn([serials.map((serial) => tokenId(1, serial))]);
    const all = Array.from({ length: 400 }, (_, i) => i + 1);
    const found = await Promise.all(all.map((serial) => tickets.read.statusOf([tokenId(1, serial)])));
    assert.deepEqual(
      all.filter((_, i) => found[i] === statuses.checkedIn),
      serials,
    );
  });

  it("reads in the words of ERC-7439", async () => {
    const tickets = await threeTickets();
    await tickets.write.checkIn([[two]]);
    await tickets.write.invalidate([[three], 1]);
    const info = (status: number) => ({ signature: "0x", status, expireTime: BigInt(ENDS_AT) });
    assert.deepEqual(await tickets.read.tokenInfo([one]), info(0));
    assert.deepEqual(await tickets.read.tokenInfo([two]), info(3));
    assert.deepEqual(await tickets.read.tokenInfo([three]), info(2));
  });

  it("names the lowest and the highest ticket of a batch to be read anew, in whatever order they come", async () => {
    const tickets = await createEvent();
    await mintOrder(tickets, alice, 5);
    for (const serials of [[3], [2, 5, 4], [1]]) {
      const ids = serials.map((serial) => tokenId(1, serial));
      const { logs } = await receiptOf(tickets.write.checkIn([ids]));
      const [update] = eventsIn(logs);
      const [low, high] = [Math.min(...serials), Math.max(...serials)];
      assert.deepEqual(update, {
        eventName: "BatchMetadataUpdate",
        args: { _fromTokenId: tokenId(1, low), _toTokenId: tokenId(1, high) },
      });
    }
  });

  it("is set by gate keys for check-ins, by the owner for all", async () => {
    const tickets = await threeTickets();
    await tickets.write.setGate([bob, true]);
    await tickets.write.checkIn([[one]], { account: bob });
    for (const call of [
      tickets.simulate.undoCheckIn([[one]], { account: bob }),
      tickets.simulate.invalidate([[two], 0], { account: bob }),
    ]) {
      await assertReverts(call, "NotOperator", [bob]);
    }
    await tickets.write.undoCheckIn([[one]], { account: owner });
    await tickets.write.checkIn([[two]], { account: owner });
    await tickets.write.invalidate([[one], 255], { account: owner });
    assert.equal(await tickets.read.statusOf([one]), statuses.invalidated);
  });

  it("changes of one ticket leave its neighbours' holders and approvals alone", async () => {
    const tickets = await threeTickets();
    await tickets.write.approve([bob, two], { account: alice });
    await tickets.write.checkIn([[two]]);
    await tickets.write.undoCheckIn([[two]]);
    for (const id of [one, two, three]) assert.equal(await tickets.read.ownerOf([id]), alice);
    assert.equal(await tickets.read.getApproved([two]), bob);
    assert.equal(await tickets.read.balanceOf([alice]), 3n);
    const nonces = await Promise.all([one, two, three].map((id) => tickets.read.nonceOf([id])));
    assert.deepEqual(nonces, [0n, 1n, 0n]);
  });

  it("of a batch is undone for each, once", async () => {
    const tickets = await threeTickets();
    await tickets.write.checkIn([[one, two, three]]);
    await assertReverts(tickets.simulate.undoCheckIn([[one, one]]), "TicketNotCheckedIn", [one]);
    await tickets.write.undoCheckIn([[three, one]]);
    const nonces = await Promise.all([one, two, three].map((id) => tickets.read.nonceOf([id])));
    assert.deepEqual(nonces, [1n, 0n, 1n]);
    assert.equal(await tickets.read.statusOf([two]), statuses.checkedIn);
  });
});
