import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { encodeFunctionData, zeroAddress } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { eventsIn } from "../support/logs";
import { assertReverts } from "../support/revert";
import { FACE, noTokenPermit, shop } from "../support/sale";
import { createWorld, mintOrder, tokenId } from "../support/world";

const world = await createWorld();
const { client, createEvent, receiptOf, owner, alice, bob, carol, stranger } = world;
const { sign, signed, buy, buyWithToken, tryPurchase, tokenEvent } = shop(world);

const minted = (to: `0x${string}`, serial: number) => ({
  eventName: "Transfer",
  args: { from: zeroAddress, to, tokenId: tokenId(1, serial) },
});

describe("purchase", () => {
  it("gives the buyer consecutive tickets, keeps the money, and says so", async () => {
    const tickets = await createEvent();
    await mintOrder(tickets, bob, 2);
    const args = await signed(tickets, { quantity: 3n, unitPrice: FACE - 1n, nonce: 77n });
    const value = 3n * (FACE - 1n);
    const { result } = await tryPurchase(tickets, args);
    const { logs } = await receiptOf(tickets.write.purchase(args, { account: alice, value }));

    assert.equal(result, tokenId(1, 3));
    assert.deepEqual(eventsIn(logs), [
      minted(alice, 3),
      minted(alice, 4),
      minted(alice, 5),
      {
        eventName: "TicketsPurchased",
        args: {
          nonce: 77n,
          buyer: alice,
          firstTokenId: tokenId(1, 3),
          quantity: 3n,
          unitPrice: FACE - 1n,
        },
      },
    ]);
    assert.equal(await tickets.read.balanceOf([alice]), 3n);
    assert.equal(await tickets.read.purchasedBy([alice]), 3n);
    assert.equal(await tickets.read.purchasedBy([bob]), 0n);
    assert.equal(await tickets.read.proceeds(), value);
    assert.equal(await tickets.read.refundsDue(), 0n);
    assert.equal(await client.getBalance({ address: tickets.address }), value);
    for (const serial of [3, 4, 5]) assert.equal(await tickets.read.paidFor([tokenId(1, serial)]), FACE - 1n);
    assert.equal(await tickets.read.paidFor([tokenId(1, 2)]), 0n);
    assert.equal((await tickets.read.ticketTypeInfo([1n])).minted, 5);
  });

  it("adds up what several buyers paid, each ticket with its own price", async () => {
    const tickets = await createEvent();
    await buy(tickets, { quantity: 2n });
    await buy(tickets, { buyer: bob, unitPrice: 5n });
    await buy(tickets, { buyer: bob, unitPrice: 0n });
    assert.equal(await tickets.read.proceeds(), 2n * FACE + 5n);
    const paid = await Promise.all([1, 2, 3, 4].map((serial) => tickets.read.paidFor([tokenId(1, serial)])));
    assert.deepEqual(paid, [FACE, FACE, 5n, 0n]);
  });

  it("keeps a face price of 80 bits apart from the ticket's nonce and holder", async () => {
    const price = 2n ** 80n - 1n;
    const { tickets, token } = await tokenEvent();
    await tickets.write.addTicketType([{ supply: 2, price }]);
    await token.write.mint([alice, 2n * price]);
    await token.write.approve([tickets.address, 2n * price], { account: alice });
    await buyWithToken(tickets, { ticketType: 3n, quantity: 2n, unitPrice: price });
    assert.equal(await tickets.read.paidFor([tokenId(3, 2)]), price);
    await tickets.write.revokeSignatures([tokenId(3, 1)], { account: alice });
    for (const serial of [1, 2]) {
      assert.equal(await tickets.read.paidFor([tokenId(3, serial)]), price);
      assert.equal(await tickets.read.ownerOf([tokenId(3, serial)]), alice);
      assert.equal(await tickets.read.nonceOf([tokenId(3, serial)]), serial === 1 ? 1n : 0n);
    }
  });

  it("lets someone else pay: the ticket and the limit are the buyer's", async () => {
    const tickets = await createEvent({ maxPerWallet: 1 });
    const args = await signed(tickets);
    await tickets.write.purchase(args, { account: stranger, value: FACE });
    assert.equal(await tickets.read.ownerOf([tokenId(1, 1)]), alice);
    assert.equal(await tickets.read.purchasedBy([alice]), 1n);
    assert.equal(await tickets.read.purchasedBy([stranger]), 0n);
    await buy(tickets, { buyer: stranger });
  });

  it("takes an ERC-20 from whoever calls, to the last unit", async () => {
    const { tickets, token } = await tokenEvent();
    const before = await token.read.balanceOf([bob]);
    const args = await signed(tickets, { quantity: 2n });
    await tickets.write.purchase(args, { account: bob });
    assert.equal(await token.read.balanceOf([bob]), before - 2n * FACE);
    assert.equal(await token.read.balanceOf([tickets.address]), 2n * FACE);
    assert.equal(await tickets.read.proceeds(), 2n * FACE);
    assert.equal(await tickets.read.balanceOf([alice]), 2n);
  });

  it("takes a token's permit in place of an allowance", async () => {
    const { tickets, token } = await tokenEvent();
    await token.write.mint([stranger, FACE]);
    const tokenPermit = await sign.tokenPermit(token.address, stranger, tickets.address, FACE);
    const args = await signed(tickets);
    const { result } = await tickets.simulate.purchaseWithTokenPermit([...args, tokenPermit], {
      account: stranger,
    });
    assert.equal(result, tokenId(1, 1));
    await tickets.write.purchaseWithTokenPermit([...args, tokenPermit], { account: stranger });
    assert.equal(await tickets.read.ownerOf([tokenId(1, 1)]), alice);
    assert.equal(await token.read.balanceOf([stranger]), 0n);
    assert.equal(await token.read.nonces([stranger]), 1n);
  });

  it("goes through when somebody else has used the token's permit before", async () => {
    const { tickets, token } = await tokenEvent();
    await token.write.mint([stranger, FACE]);
    const permit = await sign.tokenPermit(token.address, stranger, tickets.address, FACE);
    const { value, deadline, v, r, s } = permit;
    await token.write.permit([stranger, tickets.address, value, deadline, v, r, s]);
    const args = await signed(tickets);
    await tickets.write.purchaseWithTokenPermit([...args, permit], { account: stranger });
    assert.equal(await tickets.read.proceeds(), FACE);
  });

  it("refuses a token's permit that gives no allowance, with the token's own reason", async () => {
    const { tickets, token } = await tokenEvent();
    await token.write.mint([stranger, FACE]);
    const args = await signed(tickets);
    const others = await sign.tokenPermit(token.address, bob, tickets.address, FACE);
    const call = tickets.simulate.purchaseWithTokenPermit([...args, others], { account: stranger });
    await assertReverts(call, "ERC20InsufficientAllowance", [tickets.address, 0n, FACE]);
  });

  it("a token's permit is of no use for the native coin, but costs nothing that is free", async () => {
    const tickets = await createEvent();
    const call = tickets.simulate.purchaseWithTokenPermit([...(await signed(tickets)), noTokenPermit], {
      account: alice,
    });
    await assertReverts(call, "WrongPayment", [FACE, 0n]);
    const free = await signed(tickets, { unitPrice: 0n });
    await tickets.write.purchaseWithTokenPermit([...free, noTokenPermit], { account: alice });
    assert.equal(await tickets.read.ownerOf([tokenId(1, 1)]), alice);
  });

  it("moves no token for free tickets", async () => {
    const { tickets } = await tokenEvent();
    const args = await signed(tickets, { unitPrice: 0n, quantity: 2n });
    await tickets.write.purchase(args, { account: stranger });
    assert.equal(await tickets.read.balanceOf([alice]), 2n);
    assert.equal(await tickets.read.proceeds(), 0n);
  });

  it("is signed by the owner, an added operator or a contract wallet as well", async () => {
    const tickets = await createEvent({ maxPerWallet: 0 });
    await tickets.write.setOperator([carol, true], { account: owner });
    for (const by of [owner, carol]) {
      await tickets.write.purchase(await signed(tickets, {}, by), { account: alice, value: FACE });
    }
    const wallet = await world.deployWallet(bob);
    await tickets.write.setOperator([wallet.address, true], { account: owner });
    const [permit, , signature] = await signed(tickets, {}, bob);
    await tickets.write.purchase([permit, wallet.address, signature], { account: alice, value: FACE });
    assert.equal(await tickets.read.balanceOf([alice]), 3n);

    const [other, , theirs] = await signed(tickets, {}, stranger);
    const forged = tickets.simulate.purchase([other, wallet.address, theirs], { value: FACE });
    await assertReverts(forged, "InvalidSignature", [wallet.address]);
  });

  it("counts the tickets, not the transactions: two in one transaction go through", async () => {
    const tickets = await createEvent();
    const wallet = await world.deployWallet(alice);
    const calls = [await signed(tickets), await signed(tickets, { quantity: 2n })].map((args) => ({
      target: tickets.address,
      value: args[0].quantity * FACE,
      data: encodeFunctionData({ abi: eventTicketsAbi, functionName: "purchase", args }),
    }));
    await wallet.write.execute([calls], { value: 3n * FACE });
    assert.equal(await tickets.read.balanceOf([alice]), 3n);
  });
});
