import { describe, it } from "node:test";
import { concat, getAddress, type Hex, zeroAddress } from "viem";
import { ticketFactoryAbi } from "../../lib/chain/abi/ticket-factory";
import { resale } from "../support/resale";
import { assertReverts } from "../support/revert";
import { ELSEWHERE, FACE } from "../support/sale";
import {
  createWorld,
  defaultConfig,
  defaultTypes,
  mintOrder,
  policies,
  SOUVENIR_AT,
  START,
  type Tickets,
  tokenId,
} from "../support/world";

const world = await createWorld();
const { client, wallet, factory, market, receiptOf, owner, operator, alice, bob, carol, stranger } = world;
const { sign, offered, filling, tryFill, held, heldForToken } = resale(world);
const [one, two] = [tokenId(1, 1), tokenId(1, 2)];

describe("an offer is dead", () => {
  it("after its expiry, which is still good", async () => {
    const world = await createWorld();
    const { filling, tryFill, held } = resale(world);
    const expiry = START + 4_000;
    const args = await filling(await held(), { expiry: BigInt(expiry) });
    await world.travelTo(expiry);
    await tryFill(args);
    await world.travelTo(expiry + 1);
    await assertReverts(tryFill(args), "OfferExpired", [BigInt(expiry)]);
  });

  const deaths: Record<string, (tickets: Tickets) => Promise<unknown>> = {
    "its holder has moved the ticket": (tickets) =>
      tickets.write.transferFrom([alice, carol, one], { account: alice }),
    "an operator has resold the ticket": (tickets) =>
      tickets.write.resell([[{ tokenId: one, from: alice, to: carol, price: 0n }]]),
    "its holder has revoked it": (tickets) => tickets.write.revokeSignatures([one], { account: alice }),
    "a check-in was undone": async (tickets) => {
      await tickets.write.checkIn([[one]]);
      await tickets.write.undoCheckIn([[one]]);
    },
  };
  for (const [reason, happen] of Object.entries(deaths)) {
    it(`once ${reason}, and only that ticket's`, async () => {
      const tickets = await held({ transferPolicy: policies.open });
      const [args, next] = [await filling(tickets), await filling(tickets, { tokenId: two })];
      await happen(tickets);
      await assertReverts(tryFill(args), "OfferDead", [0n, 1n]);
      await tryFill(next);
    });
  }

  it("once it was filled, also when the ticket has come back to the seller", async () => {
    const tickets = await held({ transferPolicy: policies.open });
    const args = await filling(tickets);
    await market.write.fill(args, { account: bob, value: FACE });
    await assertReverts(tryFill(args), "OfferDead", [0n, 1n]);
    await tickets.write.transferFrom([bob, alice, one], { account: bob });
    await assertReverts(tryFill(args), "OfferDead", [0n, 2n]);
    await tryFill(await filling(tickets));
  });

  it("with a check-in or the event's cancellation, and once the ticket is a souvenir, for good", async () => {
    const world = await createWorld();
    const { filling, tryFill, held } = resale(world);
    const config = { transferPolicy: policies.open, resaleClosesAt: SOUVENIR_AT * 2 };
    const [tickets, cancelled] = [await held(config), await held(config)];
    const expiry = BigInt(SOUVENIR_AT * 2);
    const [args, second] = [
      await filling(tickets, { expiry }),
      await filling(tickets, { expiry, tokenId: two }),
    ];
    const third = await filling(cancelled, { expiry });
    await tickets.write.checkIn([[one]]);
    await cancelled.write.cancel();
    for (const time of [SOUVENIR_AT - 1, SOUVENIR_AT, SOUVENIR_AT + 1]) {
      await world.travelTo(time);
      await assertReverts(tryFill(args), "TicketCheckedIn", [one]);
      await assertReverts(tryFill(third), "EventCancelled", []);
      if (time < SOUVENIR_AT) await tryFill(second);
      else await assertReverts(tryFill(second), "TransferLocked", [two]);
    }
  });

  it("when it names a nonce yet to come", async () => {
    const tickets = await held();
    await assertReverts(tryFill(await filling(tickets, { nonce: 1n })), "OfferDead", [1n, 0n]);
  });
});

describe("an offer is refused", () => {
  const states: Record<
    string,
    [(tickets: Tickets) => Promise<unknown>, "TicketCheckedIn" | "TicketInvalidated"]
  > = {
    "that is checked in": [(tickets) => tickets.write.checkIn([[one]]), "TicketCheckedIn"],
    "that is invalidated": [(tickets) => tickets.write.invalidate([[one], 3]), "TicketInvalidated"],
  };
  for (const [state, [happen, error]] of Object.entries(states)) {
    it(`of a ticket ${state}`, async () => {
      const tickets = await held({ transferPolicy: policies.open });
      const args = await filling(tickets);
      await happen(tickets);
      await assertReverts(tryFill(args), error, [one]);
    });
  }

  it("while the event is paused, and once it is cancelled", async () => {
    const tickets = await held();
    const args = await filling(tickets);
    await tickets.write.setPaused([true]);
    await assertReverts(tryFill(args), "EventPaused", []);
    await tickets.write.setPaused([false]);
    await tryFill(args);
    await tickets.write.cancel();
    await assertReverts(tryFill(args), "EventCancelled", []);
  });

  it("when the policy is Locked, and only then", async () => {
    for (const transferPolicy of Object.values(policies)) {
      const args = await filling(await held({ transferPolicy }));
      if (transferPolicy === policies.locked) await assertReverts(tryFill(args), "TransferLocked", [one]);
      else await tryFill(args);
    }
  });

  for (const [resaleCapBps, price, cap] of [
    [10_000, 10n, 10n],
    [12_345, 3n, 3n],
    [12_345, 10_000n, 12_345n],
    [65_534, 10_000n, 65_534n],
    [1, 9_999n, 0n],
    [0, 10n ** 9n, 0n],
    [11_000, 0n, 0n],
    [65_534, 2n ** 80n - 1n, ((2n ** 80n - 1n) * 65_534n) / 10_000n],
  ] as const) {
    it(`above ${cap}: a cap of ${resaleCapBps} basis points of ${price}`, async () => {
      const tickets = await held({ resaleCapBps }, [{ supply: 3, price }]);
      await tryFill(await filling(tickets, { price: cap }));
      const dear = await filling(tickets, { price: cap + 1n });
      await assertReverts(tryFill(dear), "PriceAboveCap", [one, cap + 1n, cap]);
    });
  }

  it("by the cap of its own ticket type", async () => {
    const tickets = await held();
    await mintOrder(tickets, alice, 1, 2);
    const vip = tokenId(2, 1);
    const cap = defaultTypes[1]?.price ?? 0n;
    await tryFill(await filling(tickets, { tokenId: vip, price: cap }));
    const dear = await filling(tickets, { tokenId: vip, price: cap + 1n });
    await assertReverts(tryFill(dear), "PriceAboveCap", [vip, cap + 1n, cap]);
  });

  it("at no price when there is no cap", async () => {
    const tickets = await held({ resaleCapBps: 65_535, royaltyBps: 0 });
    await tryFill(await filling(tickets, { price: 1_000n * FACE }));
    const { tickets: inToken } = await heldForToken();
    const dear = await filling(inToken, { price: FACE + 1n });
    await assertReverts(tryFill(dear, 0n), "PriceAboveCap", [one, FACE + 1n, FACE]);
  });

  it("in another currency than the event's", async () => {
    const { tickets, token } = await heldForToken();
    const currency = getAddress(token.address);
    const inCoins = await filling(tickets, { currency: zeroAddress });
    await assertReverts(tryFill(inCoins), "WrongCurrency", [zeroAddress, currency]);
    const inToken = await filling(await held(), { currency });
    await assertReverts(tryFill(inToken), "WrongCurrency", [currency, zeroAddress]);
  });

  it("of an event that is sold elsewhere, not even for nothing", async () => {
    const tickets = await held({ currency: ELSEWHERE });
    for (const price of [FACE, 0n]) {
      await assertReverts(tryFill(await filling(tickets, { price }), 0n), "SoldElsewhere", []);
    }
  });

  it("with any other payment than its price", async () => {
    const args = await filling(await held());
    for (const value of [0n, FACE - 1n, FACE + 1n]) {
      await assertReverts(tryFill(args, value), "WrongPayment", [FACE, value]);
    }
    const { tickets, token } = await heldForToken();
    const inToken = await filling(tickets);
    await assertReverts(tryFill(inToken, 1n), "WrongPayment", [0n, 1n]);
    const poor = market.simulate.fill(inToken, { account: stranger });
    await assertReverts(poor, "ERC20InsufficientAllowance", [getAddress(market.address), 0n, FACE]);
    await token.write.approve([market.address, FACE], { account: stranger });
    const broke = market.simulate.fill(inToken, { account: stranger });
    await assertReverts(broke, "ERC20InsufficientBalance", [stranger, 0n, FACE]);
  });

  it("unless the present holder has signed it, for this market and chain", async () => {
    const tickets = await held();
    const theirs = await filling(tickets, {}, stranger);
    await assertReverts(tryFill(theirs), "InvalidSignature", [alice]);
    const { offer } = await offered(tickets);
    for (const place of [
      { verifyingContract: tickets.address },
      { verifyingContract: market.address, chainId: 1 },
    ]) {
      const signature = await sign.offer(alice, offer, place);
      await assertReverts(tryFill([offer, signature, bob]), "InvalidSignature", [alice]);
    }
    await assertReverts(tryFill([offer, "0x", bob]), "InvalidSignature", [alice]);
  });

  it("with any field altered", async () => {
    const tickets = await held();
    const [offer, signature] = await filling(tickets);
    const cheaper = { ...offer, price: offer.price - 1n };
    await assertReverts(tryFill([cheaper, signature, bob]), "InvalidSignature", [alice]);
    const later = { ...offer, expiry: offer.expiry + 1n };
    await assertReverts(tryFill([later, signature, bob]), "InvalidSignature", [alice]);
    const another = { ...offer, tokenId: two };
    await assertReverts(tryFill([another, signature, bob]), "InvalidSignature", [alice]);
    const other = { ...offer, tickets: (await held()).address };
    await assertReverts(tryFill([other, signature, bob]), "InvalidSignature", [alice]);
    const nonce = { ...offer, nonce: 1n };
    await assertReverts(tryFill([nonce, signature, bob]), "OfferDead", [1n, 0n]);
    await tickets.write.revokeSignatures([one], { account: alice });
    await assertReverts(tryFill([nonce, signature, bob]), "InvalidSignature", [alice]);
  });

  it("of a ticket that doesn't exist, or that nobody signs for: in custody", async () => {
    const tickets = await held();
    const [offer, signature] = await filling(tickets);
    const unknown = { ...offer, tokenId: tokenId(1, 4) };
    await assertReverts(tryFill([unknown, signature, bob]), "ERC721NonexistentToken", [tokenId(1, 4)]);
    await mintOrder(tickets, zeroAddress);
    const inCustody = await filling(tickets, { tokenId: tokenId(1, 4) }, operator);
    await assertReverts(tryFill(inCustody), "InvalidSignature", [getAddress(tickets.address)]);
  });
});

describe("the market knows", () => {
  const offer = { tokenId: one, price: 0n, currency: zeroAddress, expiry: BigInt(START * 2), nonce: 0n };
  const tryAt = async (tickets: Hex) => {
    const message = { ...offer, tickets };
    return tryFill([message, await sign.offer(alice, message), bob]);
  };

  it("no account, other contract or implementation as an event", async () => {
    for (const tickets of [stranger, zeroAddress, factory.address, await factory.read.implementation()]) {
      await assertReverts(tryAt(tickets), "UnknownEvent", [getAddress(tickets)]);
    }
  });

  it("no event of another factory", async () => {
    const address = await world.deploy("TicketFactory");
    const args = [owner, `0x${"07".repeat(32)}`, defaultConfig, defaultTypes] as const;
    const call = { address, abi: ticketFactoryAbi, functionName: "createEvent", args } as const;
    const { result } = await client.simulateContract(call);
    await receiptOf(wallet.writeContract(call));
    await assertReverts(tryAt(result), "UnknownEvent", [result]);
  });

  it("no tickets of a clone that the factory didn't make: it can't be set up", async () => {
    const creation = "0x3d602d80600a3d3981f3363d3d373d3d3d363d73";
    const implementation = await factory.read.implementation();
    const data = concat([creation, implementation, "0x5af43d82803e903d91602b57fd5bf3"]);
    const { contractAddress } = await receiptOf(wallet.sendTransaction({ data }));
    const clone = world.ticketsAt(contractAddress ?? zeroAddress);
    await assertReverts(tryAt(clone.address), "ERC721NonexistentToken", [one]);
    const setUp = clone.simulate.initialize([alice, alice, defaultConfig, defaultTypes]);
    await assertReverts(setUp, "NotFactory", [operator]);
  });
});

describe("an event sells by its market alone", () => {
  it("to nobody else's call, whoever it is", async () => {
    const tickets = await held();
    for (const account of [owner, operator, alice, stranger]) {
      const call = tickets.simulate.sell([one, alice, account, 0n], { account });
      await assertReverts(call, "NotMarket", [account]);
    }
    await tickets.simulate.sell([one, alice, bob, 0n], { account: market.address });
  });

  it("from the ticket's holder, at most at the cap", async () => {
    const tickets = await held();
    const account = market.address;
    const wrong = tickets.simulate.sell([one, carol, bob, 0n], { account });
    await assertReverts(wrong, "ERC721IncorrectOwner", [carol, one, alice]);
    const dear = tickets.simulate.sell([one, alice, bob, FACE + 1n], { account });
    await assertReverts(dear, "PriceAboveCap", [one, FACE + 1n, FACE]);
  });
});
