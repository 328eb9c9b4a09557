import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseEventLogs } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { assertReverts } from "../support/revert";
import { createWorld, defaultTypes, mintOrder, ref, tokenId } from "../support/world";

const { createEvent, receiptOf, alice, stranger } = await createWorld();

describe("ticket types", () => {
  it("are added with the next number, and can be minted", async () => {
    const tickets = await createEvent();
    const { logs } = await receiptOf(tickets.write.addTicketType([{ supply: 2, price: 5n }]));
    const [added] = parseEventLogs({ abi: eventTicketsAbi, logs });
    assert.deepEqual(added?.args, { ticketType: 3n, supply: 2n, price: 5n });
    assert.equal(await tickets.read.ticketTypeCount(), 3n);
    await mintOrder(tickets, alice, 2, 3);
    assert.equal(await tickets.read.ownerOf([tokenId(3, 2)]), alice);
  });

  it("get more or less supply, but never less than is issued, and keep price and count", async () => {
    const tickets = await createEvent();
    await mintOrder(tickets, alice, 10, 2);
    await assertReverts(tickets.write.setSupply([2n, 9]), "SupplyBelowIssued", [2n, 9n, 10n]);
    await tickets.write.setSupply([2n, 10]);
    await tickets.write.setSupply([2n, 12]);
    assert.deepEqual(await tickets.read.ticketTypeInfo([2n]), {
      supply: 12,
      minted: 10,
      invalidated: 0,
      price: defaultTypes[1]?.price,
    });
    await mintOrder(tickets, alice, 2, 2);
  });

  it("get the places of invalidated tickets back, whose serials are never used again", async () => {
    const tickets = await createEvent();
    await tickets.write.setSupply([2n, 3]);
    await mintOrder(tickets, alice, 3, 2);
    await mintOrder(tickets, alice, 1, 1);
    await tickets.write.invalidate([[tokenId(2, 1), tokenId(1, 1), tokenId(2, 3)], 1]);
    assert.equal((await tickets.read.ticketTypeInfo([2n])).invalidated, 2);
    assert.equal((await tickets.read.ticketTypeInfo([1n])).invalidated, 1);

    await assertReverts(tickets.write.setSupply([2n, 0]), "SupplyBelowIssued", [2n, 0n, 1n]);
    await mintOrder(tickets, stranger, 2, 2);
    assert.equal(await tickets.read.ownerOf([tokenId(2, 5)]), stranger);
    assert.equal(await tickets.read.ownerOf([tokenId(2, 1)]), alice);
    await assertReverts(mintOrder(tickets, stranger, 1, 2), "SupplyExceeded", [ref(1), 2n, 1n, 0n]);
  });

  it("refuse a supply that serials of nine digits can't number", async () => {
    const tickets = await createEvent();
    const tooMany = 1_000_000_000;
    await assertReverts(tickets.write.setSupply([1n, tooMany]), "SupplyTooLarge", [BigInt(tooMany)]);
    const add = tickets.write.addTicketType([{ supply: tooMany, price: 0n }]);
    await assertReverts(add, "SupplyTooLarge", [BigInt(tooMany)]);
  });

  it("refuse unknown numbers and strangers", async () => {
    const tickets = await createEvent();
    for (const type of [0n, 3n]) {
      await assertReverts(tickets.read.ticketTypeInfo([type]), "UnknownTicketType", [type]);
      await assertReverts(tickets.write.setSupply([type, 1]), "UnknownTicketType", [type]);
    }
    const account = stranger;
    await assertReverts(tickets.write.setSupply([1n, 1], { account }), "NotOperator", [stranger]);
    const add = tickets.write.addTicketType([{ supply: 1, price: 0n }], { account });
    await assertReverts(add, "NotOperator", [stranger]);
  });
});
