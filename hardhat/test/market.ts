import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { encodeFunctionData, zeroAddress } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { ticketMarketAbi } from "../../lib/chain/abi/ticket-market";
import { eventsIn } from "../support/logs";
import { habits } from "../support/mocks";
import { resale } from "../support/resale";
import { assertReverts, decodeRevert } from "../support/revert";
import { FACE, noTokenPermit } from "../support/sale";
import { createWorld, ENDS_AT, policies, RESALE_CLOSES_AT, SOUVENIR_AT, tokenId } from "../support/world";

const world = await createWorld();
const { client, market, receiptOf, owner, operator, alice, bob, carol, stranger } = world;
const { sign, filling, tryFill, held, heldForToken } = resale(world);
const one = tokenId(1, 1);

const balance = (account: `0x${string}`, currency: `0x${string}` = zeroAddress) =>
  market.read.balanceOf([account, currency]);

describe("fill", () => {
  it("hands the ticket over for its price, of which the organiser gets the royalty, and says so", async () => {
    const tickets = await held({ royaltyBps: 250 });
    const before = { seller: await balance(alice), organiser: await balance(owner) };
    const price = 1_000_039n;
    const args = await filling(tickets, { price });
    const { logs } = await receiptOf(market.write.fill(args, { account: bob, value: price }));

    const royalty = 25_000n;
    assert.deepEqual(eventsIn(logs), [
      {
        eventName: "OfferFilled",
        args: { tickets: args[0].tickets, tokenId: one, seller: alice, buyer: bob, price, royalty },
      },
      { eventName: "Transfer", args: { from: alice, to: bob, tokenId: one } },
      { eventName: "TicketResold", args: { tokenId: one, price } },
    ]);
    assert.equal(await tickets.read.ownerOf([one]), bob);
    assert.equal(await tickets.read.ownerOf([tokenId(1, 2)]), alice);
    assert.equal(await tickets.read.nonceOf([one]), 1n);
    assert.equal(await balance(alice), before.seller + price - royalty);
    assert.equal(await balance(owner), before.organiser + royalty);
    assert.equal(await balance(operator), 0n);
  });

  for (const [royaltyBps, price, royalty] of [
    [250, 39n, 0n],
    [250, 40n, 1n],
    [0, 1_000n, 0n],
    [10_000, 999n, 999n],
    [9_999, 1n, 0n],
  ] as const) {
    it(`rounds a royalty of ${royaltyBps} basis points on ${price} down to ${royalty}`, async () => {
      const tickets = await held({ royaltyBps });
      const before = { seller: await balance(alice), organiser: await balance(owner) };
      await market.write.fill(await filling(tickets, { price }), { account: bob, value: price });
      assert.equal((await balance(owner)) - before.organiser, royalty);
      assert.equal((await balance(alice)) - before.seller, price - royalty);
    });
  }

  it("adds up what several sales bring their seller and the organiser", async () => {
    const tickets = await held({ royaltyBps: 250 });
    const before = { seller: await balance(alice), organiser: await balance(owner) };
    for (const id of [one, tokenId(1, 2), tokenId(1, 3)]) {
      const args = await filling(tickets, { tokenId: id, price: 1_000n });
      await market.write.fill(args, { account: bob, value: 1_000n });
    }
    assert.equal((await balance(owner)) - before.organiser, 3n * 25n);
    assert.equal((await balance(alice)) - before.seller, 3n * 975n);
  });

  it("gives the royalty to whoever owns the event then", async () => {
    const tickets = await held({ royaltyBps: 10_000 });
    const args = await filling(tickets, { price: 70n });
    await tickets.write.transferOwnership([carol], { account: owner });
    await tickets.write.acceptOwnership({ account: carol });
    const before = await balance(carol);
    await market.write.fill(args, { account: bob, value: 70n });
    assert.equal((await balance(carol)) - before, 70n);
  });

  it("gives the ticket to whom the buyer names, and to nobody else", async () => {
    const tickets = await held();
    const [offer, signature] = await filling(tickets);
    const fill = market.write.fill([offer, signature, carol], { account: bob, value: FACE });
    const [filled] = eventsIn((await receiptOf(fill)).logs);
    const { tickets: event, tokenId: id, price } = offer;
    const args = { tickets: event, tokenId: id, seller: alice, buyer: carol, price, royalty: FACE / 40n };
    assert.deepEqual(filled, { eventName: "OfferFilled", args });
    assert.equal(await tickets.read.ownerOf([one]), carol);
    const [second, theirs] = await filling(tickets, { tokenId: tokenId(1, 2) });
    const toNobody = tryFill([second, theirs, zeroAddress]);
    await assertReverts(toNobody, "ERC721InvalidReceiver", [zeroAddress]);
  });

  it("takes the event's ERC-20, by allowance or by permit", async () => {
    const { tickets, token } = await heldForToken();
    await market.write.fill(await filling(tickets), { account: bob });
    assert.equal(await token.read.balanceOf([market.address]), FACE);
    assert.equal(await balance(alice, token.address), FACE - FACE / 40n);
    assert.equal(await balance(owner, token.address), FACE / 40n);

    await token.write.mint([stranger, FACE]);
    const [offer, signature] = await filling(tickets, { tokenId: tokenId(1, 2) });
    const permit = await sign.tokenPermit(token.address, stranger, market.address, FACE);
    await market.write.fillWithTokenPermit([offer, signature, carol, permit], { account: stranger });
    assert.equal(await tickets.read.ownerOf([tokenId(1, 2)]), carol);
    assert.equal(await token.read.balanceOf([stranger]), 0n);
    assert.equal(await token.read.balanceOf([market.address]), 2n * FACE);
  });

  it("by a token's permit takes no native coin, but gives what is free", async () => {
    const tickets = await held();
    const fill = async (price: bigint) =>
      market.simulate.fillWithTokenPermit([...(await filling(tickets, { price })), noTokenPermit], {
        account: bob,
      });
    await assertReverts(fill(FACE), "WrongPayment", [FACE, 0n]);
    await fill(0n);
  });

  it("at a price of zero moves the ticket and no money", async () => {
    const tickets = await held();
    const before = await balance(alice);
    await market.write.fill(await filling(tickets, { price: 0n }), { account: bob });
    assert.equal(await tickets.read.ownerOf([one]), bob);
    assert.equal(await balance(alice), before);
  });

  it("takes a contract wallet's signature by ERC-1271", async () => {
    const tickets = await held({ transferPolicy: policies.open });
    const wallet = await world.deployWallet(carol);
    await tickets.write.transferFrom([alice, wallet.address, one], { account: alice });
    const forged = await filling(tickets, {}, alice);
    await assertReverts(tryFill(forged), "InvalidSignature", [wallet.address]);
    await market.write.fill(await filling(tickets, {}, carol), { account: bob, value: FACE });
    assert.equal(await tickets.read.ownerOf([one]), bob);
    assert.equal(await balance(wallet.address), FACE - FACE / 40n);
  });

  it("goes through twice in one transaction, for two tickets", async () => {
    const tickets = await held();
    const wallet = await world.deployWallet(bob);
    const calls = await Promise.all(
      [one, tokenId(1, 2)].map(async (id) => ({
        target: market.address,
        value: FACE,
        data: encodeFunctionData({
          abi: ticketMarketAbi,
          functionName: "fill",
          args: await filling(tickets, { tokenId: id }),
        }),
      })),
    );
    await wallet.write.execute([calls], { value: 2n * FACE });
    assert.equal(await tickets.read.balanceOf([bob]), 2n);
  });

  it("sells no souvenir, not even by an offer that was signed for one", async () => {
    const world = await createWorld();
    const { filling, tryFill, held } = resale(world);
    const tickets = await held({ transferPolicy: policies.open, resaleClosesAt: SOUVENIR_AT * 2 });
    await tickets.write.checkIn([[one]]);
    const expiry = BigInt(SOUVENIR_AT * 2);
    const second = { expiry, tokenId: tokenId(1, 2) };
    await world.travelTo(SOUVENIR_AT - 1);
    await tryFill(await filling(tickets, second));
    await world.travelTo(SOUVENIR_AT);
    await assertReverts(tryFill(await filling(tickets, second)), "TransferLocked", [tokenId(1, 2)]);
    await assertReverts(tryFill(await filling(tickets, { expiry })), "TicketCheckedIn", [one]);
  });

  it("stands until resale closes, and again when that is put off", async () => {
    const world = await createWorld();
    const { filling, tryFill, held } = resale(world);
    const tickets = await held();
    const args = await filling(tickets);
    await world.travelTo(RESALE_CLOSES_AT - 1);
    await tryFill(args);
    await world.travelTo(RESALE_CLOSES_AT);
    await assertReverts(tryFill(args), "TransferLocked", [one]);
    await tickets.write.extend([ENDS_AT, 0]);
    await tryFill(args);
    await world.travelTo(ENDS_AT);
    await assertReverts(tryFill(args), "TransferLocked", [one]);
  });
});

describe("money on the market", () => {
  async function sold() {
    const world = await createWorld();
    const { filling, held } = resale(world);
    const tickets = await held({ royaltyBps: 1_000 });
    await world.market.write.fill(await filling(tickets, { price: 1_000n }), {
      account: world.bob,
      value: 1_000n,
    });
    return { ...world, tickets, filling };
  }

  it("is its holder's to pull, all of it and once, to any account", async () => {
    const { market, client, receiptOf, alice, carol, owner } = await sold();
    const before = await client.getBalance({ address: carol });
    const { logs } = await receiptOf(market.write.withdraw([zeroAddress, carol], { account: alice }));
    assert.deepEqual(eventsIn(logs), [
      { eventName: "PaidOut", args: { account: alice, currency: zeroAddress, to: carol, amount: 900n } },
    ]);
    assert.equal(await client.getBalance({ address: carol }), before + 900n);
    assert.equal(await market.read.balanceOf([alice, zeroAddress]), 0n);
    assert.equal(await market.read.balanceOf([owner, zeroAddress]), 100n);
    const again = market.simulate.withdraw([zeroAddress, alice], { account: alice });
    await assertReverts(again, "NothingHeld", [alice, zeroAddress]);
    const buyers = market.simulate.withdraw([zeroAddress, bob], { account: bob });
    await assertReverts(buyers, "NothingHeld", [bob, zeroAddress]);
  });

  it("can be paid out to its holder by anyone, and to nobody else", async () => {
    const { market, client, receiptOf, alice, owner, stranger } = await sold();
    const before = await client.getBalance({ address: owner });
    const { logs } = await receiptOf(market.write.payOut([owner, zeroAddress], { account: stranger }));
    assert.deepEqual(eventsIn(logs), [
      { eventName: "PaidOut", args: { account: owner, currency: zeroAddress, to: owner, amount: 100n } },
    ]);
    assert.equal(await client.getBalance({ address: owner }), before + 100n);
    assert.equal(await market.read.balanceOf([alice, zeroAddress]), 900n);
    const again = market.simulate.payOut([owner, zeroAddress], { account: stranger });
    await assertReverts(again, "NothingHeld", [owner, zeroAddress]);
  });

  it("adds up over sales, and goes to somebody", async () => {
    const { market, tickets, filling, alice, bob } = await sold();
    const args = await filling(tickets, { tokenId: tokenId(1, 2), price: 500n });
    await market.write.fill(args, { account: bob, value: 500n });
    assert.equal(await market.read.balanceOf([alice, zeroAddress]), 1_350n);
    for (const to of [zeroAddress, market.address]) {
      const withdraw = market.simulate.withdraw([zeroAddress, to], { account: alice });
      await assertReverts(withdraw, "ReceiverRequired", []);
    }
  });

  it("of several currencies is kept apart", async () => {
    const { tickets, token } = await heldForToken();
    await market.write.fill(await filling(tickets), { account: bob });
    const coins = await balance(alice);
    await market.write.withdraw([token.address, carol], { account: alice });
    assert.equal(await balance(alice, token.address), 0n);
    assert.equal(await balance(alice), coins);
  });

  it("of a receiver that refuses coins waits, and stops no sale", async () => {
    const tickets = await held({ royaltyBps: 1_000 });
    const wallet = await world.deployWallet(carol);
    await tickets.write.transferOwnership([wallet.address], { account: owner });
    const data = encodeFunctionData({ abi: eventTicketsAbi, functionName: "acceptOwnership" });
    await wallet.write.execute([[{ target: tickets.address, value: 0n, data }]]);
    await wallet.write.setRefusing([true]);
    await market.write.fill(await filling(tickets, { price: 1_000n }), { account: bob, value: 1_000n });
    const refused = market.write.payOut([wallet.address, zeroAddress]);
    await assertReverts(refused, "PaymentFailed", [wallet.address, 100n]);
    assert.equal(await balance(wallet.address), 100n);
    await wallet.write.setRefusing([false]);
    await market.write.payOut([wallet.address, zeroAddress]);
    assert.equal(await client.getBalance({ address: wallet.address }), 100n);
  });

  it("can't be pulled twice by a receiver that calls back", async () => {
    const { market, tickets, filling, deployWallet, alice, bob } = await sold();
    const wallet = await deployWallet(alice);
    await tickets.write.resell([[{ tokenId: tokenId(1, 2), from: alice, to: wallet.address, price: 0n }]]);
    await market.write.fill(await filling(tickets, { tokenId: tokenId(1, 2), price: 100n }), {
      account: bob,
      value: 100n,
    });
    const args = [alice, zeroAddress] as const;
    const data = encodeFunctionData({ abi: ticketMarketAbi, functionName: "payOut", args });
    await wallet.write.setHook([market.address, data]);
    await market.write.payOut([wallet.address, zeroAddress]);
    assert.deepEqual(decodeRevert(await wallet.read.hookError()), { name: "ReentrantCall", args: [] });
    assert.equal(await market.read.balanceOf(args), 900n);
  });

  it("comes in whole: a token that takes a fee, fails or calls back sells no ticket", async () => {
    const token = await world.deployOddToken();
    const tickets = await held({ currency: token.address });
    await token.write.mint([bob, 10n * FACE]);
    await token.write.approve([market.address, 10n * FACE], { account: bob });
    const args = await filling(tickets);
    await token.write.setHabit([habits.takesFee]);
    await assertReverts(tryFill(args, 0n), "WrongPayment", [FACE, FACE - 1n]);
    await token.write.setHabit([habits.returnsFalse]);
    await assertReverts(tryFill(args, 0n), "SafeERC20FailedOperation", [args[0].currency]);

    await token.write.setHabit([habits.returnsNothing]);
    const again = await filling(tickets, { tokenId: tokenId(1, 2), price: 0n });
    const data = encodeFunctionData({ abi: ticketMarketAbi, functionName: "fill", args: again });
    await token.write.setHook([market.address, data]);
    await market.write.fill(args, { account: bob });
    assert.deepEqual(decodeRevert(await token.read.hookError()), { name: "ReentrantCall", args: [] });
    assert.equal(await tickets.read.balanceOf([bob]), 1n);
  });
});
