import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Address, encodeFunctionData, getAddress, zeroAddress } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { ordersIn, transfersIn } from "../support/logs";
import { assertReverts } from "../support/revert";
import { createWorld, mintOrder, packOrder, ref, tokenId } from "../support/world";

const { client, createEvent, receiptOf, alice, bob, carol, stranger, factory } = await createWorld();

describe("mint", () => {
  it("gives the tickets of an order consecutive ids and names them by the order's ref", async () => {
    const tickets = await createEvent();
    const { logs } = await receiptOf(
      tickets.write.mint([
        [
          packOrder({ to: alice, ticketType: 1, quantity: 3, ref: ref(7) }),
          packOrder({ to: bob, ticketType: 2, quantity: 1, ref: ref(8) }),
          packOrder({ to: zeroAddress, ticketType: 1, quantity: 2, ref: ref(9) }),
          packOrder({
            to: zeroAddress,
            ticketType: 1,
            quantity: 1,
            ref: "0xffffffffffffffffffffffffffffffff",
          }),
        ],
      ]),
    );
    assert.deepEqual(ordersIn(logs), [
      { ref: ref(7), firstTokenId: tokenId(1, 1), quantity: 3 },
      { ref: ref(8), firstTokenId: tokenId(2, 1), quantity: 1 },
      { ref: ref(9), firstTokenId: tokenId(1, 4), quantity: 2 },
      { ref: "0xffffffffffffffffffffffffffffffff", firstTokenId: tokenId(1, 6), quantity: 1 },
    ]);
    const minted = (to: Address, id: bigint) => ({ from: zeroAddress, to, tokenId: id });
    assert.deepEqual(transfersIn(logs), [
      minted(alice, tokenId(1, 1)),
      minted(alice, tokenId(1, 2)),
      minted(alice, tokenId(1, 3)),
      minted(bob, tokenId(2, 1)),
      minted(tickets.address, tokenId(1, 4)),
      minted(tickets.address, tokenId(1, 5)),
      minted(tickets.address, tokenId(1, 6)),
    ]);
    assert.equal(await tickets.read.balanceOf([alice]), 3n);
    assert.equal(await tickets.read.balanceOf([bob]), 1n);
    assert.equal(await tickets.read.balanceOf([tickets.address]), 3n);
    assert.equal(await tickets.read.totalSupply(), 7n);
    assert.equal((await tickets.read.ticketTypeInfo([1n])).minted, 6);
    assert.equal(await tickets.read.ticketTypeOf([tokenId(2, 1)]), 2n);
  });

  it("goes on where the type's last call ended", async () => {
    const tickets = await createEvent();
    await mintOrder(tickets, alice, 2);
    const { logs } = await receiptOf(mintOrder(tickets, alice, 2));
    assert.deepEqual(ordersIn(logs), [{ ref: ref(1), firstTokenId: tokenId(1, 3), quantity: 2 }]);
    assert.equal(await tickets.read.balanceOf([alice]), 4n);
  });

  for (const size of [2, 3, 16, 17, 300]) {
    it(`keeps every owner of an order of ${size} when one of its tickets moves`, async () => {
      for (const moved of new Set([1, 2, Math.ceil(size / 2), size - 1, size])) {
        const tickets = await createEvent({ transferPolicy: 2 });
        await mintOrder(tickets, alice, size);
        await mintOrder(tickets, bob, 1);
        await tickets.write.transferFrom([alice, carol, tokenId(1, moved)], { account: alice });

        const serials = Array.from({ length: size + 1 }, (_, i) => i + 1);
        const owners = await Promise.all(serials.map((serial) => tickets.read.ownerOf([tokenId(1, serial)])));
        const expected = serials.map((serial) => (serial === moved ? carol : serial > size ? bob : alice));
        assert.deepEqual(owners, expected);
        assert.equal(await tickets.read.balanceOf([alice]), BigInt(size - 1));
        assert.equal(await tickets.read.balanceOf([carol]), 1n);
      }
    });
  }

  for (const size of [1, 2, 16, 17, 255, 256]) {
    it(`gives nobody the ticket after an order of ${size}, whichever of its tickets leaves`, async () => {
      const tickets = await createEvent({ transferPolicy: 2 });
      await mintOrder(tickets, alice, size);
      const [last, next] = [tokenId(1, size), tokenId(1, size + 1)];
      await tickets.write.transferFrom([alice, carol, last], { account: alice });
      await assertReverts(tickets.read.ownerOf([next]), "ERC721NonexistentToken", [next]);
      await assertReverts(tickets.read.nonceOf([next]), "ERC721NonexistentToken", [next]);
      await mintOrder(tickets, bob, 2);
      for (const id of [next, next + 1n]) assert.equal(await tickets.read.ownerOf([id]), bob);
      assert.equal(await tickets.read.ownerOf([last]), carol);
    });
  }

  it("finds the owner of any ticket with few reads, however long the order", async () => {
    const tickets = await createEvent();
    for (const size of [16, 40, 300, 100]) await mintOrder(tickets, alice, size);
    const lookUp = (serial: number) =>
      encodeFunctionData({ abi: eventTicketsAbi, functionName: "ownerOf", args: [tokenId(1, serial)] });
    const costs = await Promise.all(
      Array.from({ length: 456 }, (_, i) =>
        client.estimateGas({ to: tickets.address, data: lookUp(i + 1), account: bob }),
      ),
    );
    const worstOf = (some: bigint[]) => Math.max(...some.map(Number));
    assert.ok(worstOf(costs.slice(0, 16)) < 75_000, `short order: ${worstOf(costs.slice(0, 16))} gas`);
    assert.ok(worstOf(costs.slice(16)) < 40_000, `long orders: ${worstOf(costs.slice(16))} gas`);
  });

  it("does not ask contract wallets, so that none can stop the batch", async () => {
    const tickets = await createEvent();
    await mintOrder(tickets, factory.address);
    assert.equal(await tickets.read.ownerOf([tokenId(1, 1)]), getAddress(factory.address));
  });

  it("mints up to the supply and not one ticket more", async () => {
    const tickets = await createEvent();
    await mintOrder(tickets, alice, 8, 2);
    await assertReverts(mintOrder(tickets, alice, 3, 2), "SupplyExceeded", [ref(1), 2n, 3n, 2n]);
    await mintOrder(tickets, alice, 2, 2);
    await assertReverts(mintOrder(tickets, alice, 1, 2), "SupplyExceeded", [ref(1), 2n, 1n, 0n]);
  });

  for (const [what, to, sizes] of [
    ["a run", alice, [8, 8, 4]],
    ["an order of twenty", alice, [20]],
    ["custody", zeroAddress, [19, 1]],
  ] as const) {
    it(`mints up to the supply by ${what}, too`, async () => {
      const tickets = await createEvent({}, [{ supply: 20, price: 0n }]);
      await tickets.write.mint([sizes.map((quantity) => packOrder({ to, quantity }))]);
      assert.equal(await tickets.read.totalSupply(), 20n);
      await assertReverts(mintOrder(tickets, to, 1), "SupplyExceeded", [ref(1), 1n, 1n, 0n]);
    });
  }

  it("counts orders of the same call against the supply, and undoes them all", async () => {
    const tickets = await createEvent();
    const order = (quantity: number, id: number) =>
      packOrder({ to: alice, ticketType: 2, quantity, ref: ref(id) });
    const call = tickets.write.mint([[order(6, 1), order(4, 2), order(1, 3)]]);
    await assertReverts(call, "SupplyExceeded", [ref(3), 2n, 1n, 0n]);
    assert.equal(await tickets.read.totalSupply(), 0n);
  });

  it("refuses what makes no sense, with its reason", async () => {
    const tickets = await createEvent();
    await assertReverts(tickets.write.mint([[]]), "EmptyBatch", []);
    await assertReverts(mintOrder(tickets, alice, 0), "EmptyOrder", [ref(1)]);
    await assertReverts(mintOrder(tickets, alice, 1, 0), "UnknownTicketType", [0n]);
    await assertReverts(mintOrder(tickets, alice, 1, 3), "UnknownTicketType", [3n]);
    await assertReverts(tickets.write.mint([[]], { account: stranger }), "NotOperator", [stranger]);
  });

  it("knows nothing of tickets that were not minted", async () => {
    const tickets = await createEvent();
    await mintOrder(tickets, alice, 2);
    for (const id of [0n, tokenId(1, 0), tokenId(1, 3), tokenId(2, 1), tokenId(3, 1)]) {
      await assertReverts(tickets.read.ownerOf([id]), "ERC721NonexistentToken", [id]);
      await assertReverts(tickets.read.statusOf([id]), "ERC721NonexistentToken", [id]);
      await assertReverts(tickets.read.ticketTypeOf([id]), "ERC721NonexistentToken", [id]);
      await assertReverts(tickets.read.locked([id]), "ERC721NonexistentToken", [id]);
      await assertReverts(tickets.read.tokenInfo([id]), "ERC721NonexistentToken", [id]);
      await assertReverts(tickets.read.tokenURI([id]), "ERC721NonexistentToken", [id]);
      await assertReverts(tickets.read.getApproved([id]), "ERC721NonexistentToken", [id]);
    }
  });
});
