import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { concat, getContractAddress, numberToHex, parseEventLogs, zeroAddress } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { ticketFactoryAbi } from "../../lib/chain/abi/ticket-factory";
import { assertReverts } from "../support/revert";
import { createWorld, defaultConfig, defaultTypes } from "../support/world";

const { client, factory, ticketsAt, createEvent, receiptOf, operator, owner, alice, bob } =
  await createWorld();

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

  it("says all that a new event starts with, in order", async () => {
    const { logs } = await receiptOf(
      factory.write.createEvent([owner, salt(5), defaultConfig, defaultTypes], { account: alice }),
    );
    const eventContract = await factory.read.predictEvent([owner, alice, salt(5)]);
    const found = parseEventLogs({ abi: [...ticketFactoryAbi, ...eventTicketsAbi], logs });
    const [first, second] = defaultTypes.map(({ supply, price }) => ({ supply: BigInt(supply), price }));
    assert.deepEqual(
      found.map(({ eventName, args }) => ({ eventName, args })),
      [
        { eventName: "EventCreated", args: { eventContract, owner, operator: alice, salt: salt(5) } },
        { eventName: "OwnershipTransferred", args: { previousOwner: zeroAddress, newOwner: owner } },
        { eventName: "OperatorSet", args: { operator: alice, allowed: true } },
        { eventName: "TicketTypeSet", args: { ticketType: 1n, ...first } },
        { eventName: "TicketTypeSet", args: { ticketType: 2n, ...second } },
      ],
    );
    assert.equal(await ticketsAt(eventContract).read.isOperator([alice]), true);
    assert.equal(await ticketsAt(eventContract).read.isOperator([operator]), false);
  });

  it("creates its implementation and its market itself, at addresses that follow from its own", async () => {
    const at = (nonce: bigint) => getContractAddress({ from: factory.address, nonce });
    assert.equal(await factory.read.implementation(), at(1n));
    assert.equal(await factory.read.market(), at(2n));
    const tickets = await createEvent();
    assert.equal(await tickets.read.market(), at(2n));
    assert.ok(await client.getCode({ address: at(2n) }));
    const code = await client.getCode({ address: tickets.address });
    const clone = concat(["0x363d3d373d3d3d363d73", at(1n), "0x5af43d82803e903d91602b57fd5bf3"]);
    assert.equal(code, clone.toLowerCase());
  });

  it("keeps each creator's base URI, and says when one is set", async () => {
    const { logs } = await receiptOf(factory.write.setBaseURI(["https://a.example"], { account: alice }));
    const [set] = parseEventLogs({ abi: ticketFactoryAbi, logs });
    assert.deepEqual(set?.eventName, "BaseURISet");
    assert.deepEqual(set?.args, { creator: alice, baseURI: "https://a.example" });
    await factory.write.setBaseURI(["https://b.example"], { account: bob });
    assert.equal(await factory.read.baseURIOf([alice]), "https://a.example");
    assert.equal(await factory.read.baseURIOf([bob]), "https://b.example");
    assert.equal(await factory.read.baseURIOf([owner]), "");
  });

  it("refuses a name of the same event by the same creator only", async () => {
    await factory.write.createEvent([owner, salt(6), defaultConfig, []]);
    for (const [who, name] of [
      [alice, salt(6)],
      [owner, salt(7)],
    ] as const) {
      const predicted = await factory.read.predictEvent([who, operator, name]);
      const { result } = await factory.simulate.createEvent([who, name, defaultConfig, []]);
      assert.equal(result, predicted);
    }
  });
});
