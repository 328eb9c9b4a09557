import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { getAddress, zeroAddress } from "viem";
import { habits } from "../support/mocks";
import { assertReverts } from "../support/revert";
import { ELSEWHERE, FACE, noTokenPermit, shop } from "../support/sale";
import { createWorld, defaultTypes, ENDS_AT, mintOrder, tokenId } from "../support/world";

const world = await createWorld();
const { createEvent, alice, bob, carol, stranger } = world;
const { signed, buy, buyWithToken, tryPurchase, tokenEvent } = shop(world);

describe("limits of a purchase", () => {
  it("a price above face is refused by one unit", async () => {
    const tickets = await createEvent();
    const [, second] = defaultTypes;
    const facePrice = second?.price ?? 0n;
    await tryPurchase(tickets, await signed(tickets, { ticketType: 2n, unitPrice: facePrice }));
    const dear = await signed(tickets, { ticketType: 2n, unitPrice: facePrice + 1n });
    await assertReverts(tryPurchase(tickets, dear), "PriceAboveFace", [facePrice + 1n, facePrice]);
  });

  it("a wallet purchases up to its limit, whatever it was given or passed on", async () => {
    const tickets = await createEvent({ maxPerWallet: 4, transferPolicy: 2 });
    await mintOrder(tickets, alice, 9);
    await buy(tickets, { quantity: 3n });
    await tickets.write.transferFrom([alice, bob, tokenId(1, 10)], { account: alice });
    await assertReverts(tryPurchase(tickets, await signed(tickets, { quantity: 2n })), "WalletLimit", [
      alice,
      3n,
      2n,
      4n,
    ]);
    await buy(tickets);
    await assertReverts(tryPurchase(tickets, await signed(tickets)), "WalletLimit", [alice, 4n, 1n, 4n]);
    assert.equal(await tickets.read.balanceOf([alice]), 12n);
    assert.equal(await tickets.read.purchasedBy([alice]), 4n);
    await buy(tickets, { buyer: bob, quantity: 4n });
    const fiveAtOnce = await signed(tickets, { buyer: carol, quantity: 5n });
    await assertReverts(tryPurchase(tickets, fiveAtOnce), "WalletLimit", [carol, 0n, 5n, 4n]);
  });

  it("a limit that is raised lets the wallet purchase the difference; lifted, any number", async () => {
    const tickets = await createEvent({ maxPerWallet: 1 });
    const { resaleClosesAt } = await tickets.read.config();
    await buy(tickets);
    await tickets.write.extend([resaleClosesAt, 3]);
    const three = await signed(tickets, { quantity: 3n });
    await assertReverts(tryPurchase(tickets, three), "WalletLimit", [alice, 1n, 3n, 3n]);
    await tryPurchase(tickets, await signed(tickets, { quantity: 2n }));
    await tickets.write.extend([resaleClosesAt, 0]);
    await buy(tickets, { quantity: 500n, unitPrice: 1n });
    assert.equal(await tickets.read.purchasedBy([alice]), 501n);
  });

  it("an event without a limit counts purchases all the same", async () => {
    const tickets = await createEvent({ maxPerWallet: 0 });
    await buy(tickets, { quantity: 20n, unitPrice: 1n });
    assert.equal(await tickets.read.purchasedBy([alice]), 20n);
  });

  it("the supply is kept, to the last ticket", async () => {
    const tickets = await createEvent({ maxPerWallet: 0 });
    await mintOrder(tickets, bob, 7, 2);
    const four = await signed(tickets, { ticketType: 2n, quantity: 4n });
    const zero = `0x${"00".repeat(16)}` as const;
    await assertReverts(tryPurchase(tickets, four), "SupplyExceeded", [zero, 2n, 4n, 3n]);
    const huge = await signed(tickets, { ticketType: 2n, quantity: 2n ** 256n - 1n, unitPrice: 0n });
    await assertReverts(tryPurchase(tickets, huge), "SupplyExceeded", [zero, 2n, 2n ** 256n - 1n, 3n]);
    await buy(tickets, { ticketType: 2n, quantity: 3n });
    const one = await signed(tickets, { ticketType: 2n });
    await assertReverts(tryPurchase(tickets, one), "SupplyExceeded", [zero, 2n, 1n, 0n]);
  });

  it("no ticket, an unknown type and nobody as buyer are refused", async () => {
    const tickets = await createEvent();
    const none = await signed(tickets, { quantity: 0n });
    await assertReverts(tryPurchase(tickets, none), "EmptyOrder", [`0x${"00".repeat(16)}`]);
    for (const ticketType of [0n, 3n, 2n ** 256n - 1n]) {
      const unknown = await signed(tickets, { ticketType });
      await assertReverts(tryPurchase(tickets, unknown), "UnknownTicketType", [ticketType]);
    }
    const nobodys = await signed(tickets, { buyer: zeroAddress });
    await assertReverts(tryPurchase(tickets, nobodys), "ERC721InvalidReceiver", [zeroAddress]);
  });

  it("a paused, then a cancelled event sells nothing", async () => {
    const tickets = await createEvent();
    const args = await signed(tickets);
    await tickets.write.setPaused([true]);
    await assertReverts(tryPurchase(tickets, args), "EventPaused", []);
    await tickets.write.setPaused([false]);
    await tryPurchase(tickets, args);
    await tickets.write.cancel();
    await assertReverts(tryPurchase(tickets, args), "EventCancelled", []);
  });

  it("an event that was settled sells nothing, whatever its end", async () => {
    const world = await createWorld();
    const { buy, signed, tryPurchase } = shop(world);
    const tickets = await world.createEvent();
    await buy(tickets);
    await world.travelTo(ENDS_AT);
    const args = await signed(tickets, { deadline: 2n ** 255n });
    await tickets.write.withdraw([world.owner], { account: world.owner });
    await assertReverts(tryPurchase(tickets, args), "EventEnded", [BigInt(ENDS_AT)]);
  });
});

describe("payment", () => {
  it("in the native coin is exact", async () => {
    const tickets = await createEvent();
    const args = await signed(tickets, { quantity: 2n });
    for (const value of [0n, 2n * FACE - 1n, 2n * FACE + 1n]) {
      await assertReverts(tryPurchase(tickets, args, value), "WrongPayment", [2n * FACE, value]);
    }
    const free = await signed(tickets, { unitPrice: 0n });
    await assertReverts(tryPurchase(tickets, free, 1n), "WrongPayment", [0n, 1n]);
  });

  it("in an ERC-20 comes without coins, free tickets included", async () => {
    const { tickets } = await tokenEvent();
    for (const unitPrice of [FACE, 0n]) {
      const args = await signed(tickets, { unitPrice });
      await assertReverts(tryPurchase(tickets, args, 1n), "WrongPayment", [0n, 1n]);
    }
  });

  it("needs an allowance, and money", async () => {
    const { tickets, token } = await tokenEvent();
    const args = await signed(tickets);
    const call = () => tickets.simulate.purchase(args, { account: stranger });
    await assertReverts(call(), "ERC20InsufficientAllowance", [tickets.address, 0n, FACE]);
    await token.write.approve([tickets.address, FACE - 1n], { account: stranger });
    await assertReverts(call(), "ERC20InsufficientAllowance", [tickets.address, FACE - 1n, FACE]);
    await token.write.approve([tickets.address, FACE], { account: stranger });
    await assertReverts(call(), "ERC20InsufficientBalance", [stranger, 0n, FACE]);
  });

  it("for an event that is sold elsewhere isn't taken, not even nothing", async () => {
    const tickets = await createEvent({ currency: ELSEWHERE });
    for (const unitPrice of [FACE, 0n]) {
      const args = await signed(tickets, { unitPrice });
      await assertReverts(tryPurchase(tickets, args), "SoldElsewhere", []);
    }
    const free = await signed(tickets, { unitPrice: 0n });
    const call = tickets.simulate.purchaseWithTokenPermit([...free, noTokenPermit], { account: alice });
    await assertReverts(call, "SoldElsewhere", []);
  });

  it("by a token that says nothing, takes a fee, gives too much or fails: exact, or refused, or not asked", async () => {
    const token = await world.deployOddToken();
    const tickets = await createEvent({ currency: token.address, maxPerWallet: 0 });
    await token.write.mint([alice, 10n * FACE]);
    await token.write.approve([tickets.address, 10n * FACE], { account: alice });
    const args = await signed(tickets);
    const call = () => tryPurchase(tickets, args, 0n);

    await token.write.setHabit([habits.returnsFalse]);
    await tryPurchase(tickets, await signed(tickets, { unitPrice: 0n }));
    await assertReverts(call(), "SafeERC20FailedOperation", [getAddress(token.address)]);
    await token.write.setHabit([habits.takesFee]);
    await assertReverts(call(), "WrongPayment", [FACE, FACE - 1n]);
    await token.write.setHabit([habits.givesMore]);
    await assertReverts(call(), "WrongPayment", [FACE, FACE + 1n]);
    await token.write.setHabit([habits.returnsNothing]);
    await buyWithToken(tickets, {});
    await buyWithToken(tickets, {});
    assert.equal(await token.read.balanceOf([tickets.address]), 2n * FACE);
  });

  it("in what can't be a token makes no event: neither coin, nor money elsewhere, nor a contract", async () => {
    const second = getAddress("0x0000000000000000000000000000000000000002");
    for (const currency of [stranger, second]) {
      await assertReverts(createEvent({ currency }), "NotAToken", [currency]);
    }
    const token = await world.deployToken();
    for (const currency of [zeroAddress, ELSEWHERE, getAddress(token.address)]) {
      assert.equal(await (await createEvent({ currency })).read.currency(), currency);
    }
  });
});
