import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Address } from "viem";
import { resale } from "../support/resale";
import { assertReverts } from "../support/revert";
import { FACE, shop } from "../support/sale";
import { createWorld, mintOrder, policies, type Tickets, tokenId } from "../support/world";

const world = await createWorld();
const { createEvent, market, operator, owner, alice, bob, carol } = world;
const { buy, sign } = shop(world);
const { filling } = resale(world);
const [one, two, three] = [tokenId(1, 1), tokenId(1, 2), tokenId(1, 3)];
const resell = (tickets: Tickets, id: bigint, from: Address, price = 0n, account = operator) =>
  tickets.simulate.resell([[{ tokenId: id, from, to: carol, price }]], { account });

const openEvent = () => createEvent({ transferPolicy: policies.open, maxPerWallet: 0 });

/** Sells a ticket of Alice's to Bob on the market. */
const sellToBob = async (tickets: Tickets, id: bigint, price = FACE) =>
  market.write.fill(await filling(tickets, { tokenId: id, price }), { account: bob, value: price });

describe("a ticket that was bought", () => {
  it("is no operator's to resell: not when it was paid for, free, or bought on the market", async () => {
    const tickets = await openEvent();
    await buy(tickets, { quantity: 2n });
    await buy(tickets, { unitPrice: 0n });
    await mintOrder(tickets, alice, 3);
    const [sold, soldForNothing, given] = [tokenId(1, 4), tokenId(1, 5), tokenId(1, 6)];
    await sellToBob(tickets, sold);
    await sellToBob(tickets, soldForNothing, 0n);
    for (const account of [operator, owner]) {
      for (const id of [one, two, three]) {
        await assertReverts(resell(tickets, id, alice, FACE, account), "OnlyHolderSells", [id]);
      }
      for (const id of [sold, soldForNothing]) {
        await assertReverts(resell(tickets, id, bob, 0n, account), "OnlyHolderSells", [id]);
      }
      await resell(tickets, given, alice, FACE, account);
    }
    const batch = [given, sold].map((id) => ({
      tokenId: id,
      from: id === given ? alice : bob,
      to: carol,
      price: 0n,
    }));
    await assertReverts(tickets.write.resell([batch]), "OnlyHolderSells", [sold]);
    assert.equal(await tickets.read.ownerOf([given]), alice);
  });

  it("stays so for ever: handed on, by signature as well, revoked, checked in and out, sold again", async () => {
    const tickets = await openEvent();
    await mintOrder(tickets, alice);
    const assertOnly = (holder: Address) =>
      assertReverts(resell(tickets, one, holder), "OnlyHolderSells", [one]);
    await resell(tickets, one, alice);
    await sellToBob(tickets, one);
    await assertOnly(bob);
    await tickets.write.transferFrom([bob, alice, one], { account: bob });
    await assertOnly(alice);
    await tickets.write.approve([carol, one], { account: alice });
    await tickets.write.revokeSignatures([one], { account: alice });
    await tickets.write.checkIn([[one]]);
    await tickets.write.undoCheckIn([[one]]);
    await assertOnly(alice);
    const message = {
      tokenId: one,
      to: carol,
      nonce: await tickets.read.nonceOf([one]),
      deadline: 2n ** 64n,
    };
    const signature = await sign.transfer(alice, { verifyingContract: tickets.address }, message);
    await tickets.write.transferWithSignature([one, carol, message.deadline, signature]);
    await assertOnly(carol);
    const args = await filling(tickets, { price: 0n }, carol);
    await market.write.fill(args, { account: bob });
    await assertOnly(bob);
  });

  it("is told after the wrong holder, and before the cap and what locks it", async () => {
    const tickets = await openEvent();
    await buy(tickets);
    await mintOrder(tickets, alice);
    const unknown = resell(tickets, three, alice, FACE + 1n);
    await assertReverts(unknown, "ERC721NonexistentToken", [three]);
    await tickets.write.checkIn([[one, two]]);
    const wrong = resell(tickets, one, bob, FACE + 1n);
    await assertReverts(wrong, "ERC721IncorrectOwner", [bob, one, alice]);
    await assertReverts(resell(tickets, one, alice, FACE + 1n), "OnlyHolderSells", [one]);
    await assertReverts(resell(tickets, two, alice, FACE + 1n), "PriceAboveCap", [two, FACE + 1n, FACE]);
    await assertReverts(resell(tickets, two, alice, FACE), "TicketCheckedIn", [two]);
  });
});

describe("a ticket that wasn't bought", () => {
  it("is an operator's to resell as often as it likes, out of custody and after it was handed on", async () => {
    const tickets = await openEvent();
    await mintOrder(tickets, tickets.address);
    await tickets.write.claim([[{ tokenId: one, to: alice }]]);
    await tickets.write.transferFrom([alice, bob, one], { account: alice });
    await tickets.write.resell([[{ tokenId: one, from: bob, to: alice, price: FACE }]]);
    await resell(tickets, one, alice);
  });

  for (const [length, serial] of [
    [3, 1],
    [3, 2],
    [16, 8],
    [17, 1],
    [17, 9],
    [300, 150],
    [300, 255],
    [300, 256],
  ] as const) {
    it(`stays so when ticket ${serial} of its order of ${length} is sold on the market`, async () => {
      const tickets = await openEvent();
      await mintOrder(tickets, alice, length);
      await sellToBob(tickets, tokenId(1, serial));
      await assertReverts(resell(tickets, tokenId(1, serial), bob), "OnlyHolderSells", [tokenId(1, serial)]);
      for (const other of [serial - 1, serial + 1, serial + 2, length]) {
        if (other === 0 || other > length || other === serial) continue;
        const id = tokenId(1, other);
        await resell(tickets, id, alice);
        assert.equal(await tickets.read.paidFor([id]), 0n);
        assert.equal(await tickets.read.nonceOf([id]), 0n);
      }
    });
  }

  it("stays so between tickets that its holder purchased, before and after", async () => {
    const tickets = await openEvent();
    await mintOrder(tickets, alice, 2);
    await buy(tickets, { quantity: 2n });
    await mintOrder(tickets, alice, 2);
    for (const serial of [2, 3]) {
      await tickets.write.transferFrom([alice, bob, tokenId(1, serial)], { account: alice });
    }
    const holders = [alice, bob, bob, alice, alice, alice];
    for (const [i, holder] of holders.entries()) {
      const id = tokenId(1, i + 1);
      const bought = i === 2 || i === 3;
      assert.equal(await tickets.read.paidFor([id]), bought ? FACE : 0n);
      if (bought) await assertReverts(resell(tickets, id, holder), "OnlyHolderSells", [id]);
      else await resell(tickets, id, holder);
    }
  });
});

describe("tickets that were purchased together", () => {
  for (const quantity of [3, 16, 17, 300]) {
    it(`${quantity}: each stays bought, with its own money, when one of them leaves`, async () => {
      const tickets = await openEvent();
      await buy(tickets, { quantity: BigInt(quantity), unitPrice: 7n });
      const [before, middle, after] = [one, two, three];
      await sellToBob(tickets, middle);
      for (const id of [before, after, tokenId(1, quantity)]) {
        await assertReverts(resell(tickets, id, alice), "OnlyHolderSells", [id]);
      }
      await tickets.write.cancel();
      await tickets.write.refund([[middle], bob], { account: bob });
      for (const id of [before, after, tokenId(1, quantity)]) {
        assert.equal(await tickets.read.paidFor([id]), 7n);
      }
      assert.equal(await tickets.read.paidFor([middle]), 0n);
      assert.equal(await tickets.read.refundsDue(), BigInt(quantity - 1) * 7n);
    });
  }
});
