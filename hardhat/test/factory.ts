import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { numberToHex, parseEventLogs, zeroAddress } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { ticketFactoryAbi } from "../../lib/chain/abi/ticket-factory";
import { assertReverts } from "../support/revert";
import { createWorld, defaultConfig, defaultTypes } from "../support/world";

const { factory, ticketsAt, createEvent, receiptOf, operator, owner, alice, bob } = await createWorld();

describe("factory", () => {
  const salt = (value: number) => numberToHex(0xabcd_0000 + value, { size: 32 });

  it("creates the event at the predicted address, with all it was asked for", async () => {
    const predicted = await factory.read.predictEvent([owner, alice, salt(1)]);
    const { logs } = await receiptOf(
      factory.write.createEvent([owner, salt(1), defaultConfig, defaultTypes], { account: alice }),
    );
    const [created] = parseEventLogs({ abi: ticketFactoryAbi, eventName: "EventCreated", logs });
    assert.deepEqual(created?.args, { eventContract: predicted, owner, operator: alice, salt: salt(1) });

    const types = parseEventLogs({ abi: eventTicketsAbi, eventName: "TicketTypeSet", logs });
    assert.deepEqual(
      types.map(({ args }) => args),
      defaultTypes.map(({ supply, price }, i) => ({
        ticketType: BigInt(i + 1),
        supply: BigInt(supply),
        price,
      })),
    );
    const tickets = ticketsAt(predicted);
    assert.deepEqual(await tickets.read.config(), defaultConfig);
    assert.equal(await tickets.read.name(), defaultConfig.name);
    assert.equal(await tickets.read.ticketTypeCount(), 2n);
    assert.deepEqual(await tickets.read.ticketTypeInfo([2n]), {
      supply: 10,
      minted: 0,
      invalidated: 0,
      price: defaultTypes[1]?.price,
    });
  });

  it("gives every creator its own addresses, so that nobody's can be taken", async () => {
    const theirs = await factory.read.predictEvent([owner, alice, salt(2)]);
    await factory.write.createEvent([owner, salt(2), defaultConfig, []], { account: bob });
    assert.notEqual(await factory.read.predictEvent([owner, bob, salt(2)]), theirs);
    await factory.write.createEvent([owner, salt(2), defaultConfig, []], { account: alice });
    assert.equal(await ticketsAt(theirs).read.creator(), alice);
  });

  it("refuses to create the same event again", async () => {
    await factory.write.createEvent([owner, salt(3), defaultConfig, []]);
    const existing = await factory.read.predictEvent([owner, operator, salt(3)]);
    const again = factory.write.createEvent([
      owner,
      salt(3),
      { ...defaultConfig, name: "Other" },
      defaultTypes,
    ]);
    await assertReverts(again, "EventExists", [existing]);
  });

  it("refuses an event without an owner, a royalty over 100 %, a supply of ten digits", async () => {
    const create = factory.simulate.createEvent;
    await assertReverts(create([zeroAddress, salt(4), defaultConfig, []]), "OwnerRequired", []);
    const greedy = { ...defaultConfig, royaltyBps: 10_001 };
    await assertReverts(create([owner, salt(4), greedy, []]), "RoyaltyTooHigh", [10_001n]);
    const types = [{ supply: 1_000_000_000, price: 0n }];
    await assertReverts(create([owner, salt(4), defaultConfig, types]), "SupplyTooLarge", [1_000_000_000n]);
    await create([
      owner,
      salt(4),
      { ...defaultConfig, royaltyBps: 10_000 },
      [{ supply: 999_999_999, price: 0n }],
    ]);
  });

  it("alone initialises events, once; the implementation stays empty", async () => {
    const tickets = await createEvent();
    const implementation = ticketsAt(await factory.read.implementation());
    for (const target of [tickets, implementation]) {
      const call = target.write.initialize([alice, alice, defaultConfig, []], { account: alice });
      await assertReverts(call, "NotFactory", [alice]);
    }
    const byFactory = tickets.simulate.initialize([alice, alice, defaultConfig, []], {
      account: factory.address,
    });
    await assertReverts(byFactory, "AlreadyInitialized", []);
    assert.equal(await implementation.read.owner(), zeroAddress);
    await assertReverts(implementation.write.mint([[]]), "NotOperator", [operator]);
  });
});
