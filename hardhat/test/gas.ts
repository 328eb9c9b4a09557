import { describe, it } from "node:test";
import { type Address, type Hex, keccak256, numberToHex, slice, zeroAddress } from "viem";
import { createWorld, defaultConfig, defaultTypes, type Tickets, tokenId } from "../support/world";

const { createEvent, receiptOf, factory, owner } = await createWorld();

const BATCH = 100;
/** 44 orders of one to four tickets, a hundred in all. */
const ORDER_SIZES = Array.from({ length: 44 }, (_, i) => [2, 1, 3, 2, 4, 2, 2, 1, 3, 2, 3][i % 11] ?? 0);

/** Bytes as a wallet's or a UUID's look: hardly a zero, which would be cheaper to send. */
const randomBytes = (seed: number): Hex => keccak256(numberToHex(seed));
const wallet = (index: number): Address => slice(randomBytes(index), 0, 20);
const ids = (count: number) => Array.from({ length: count }, (_, i) => tokenId(1, i + 1));
const singles = (to: (index: number) => Address) =>
  Array.from({ length: BATCH }, (_, i) => ({ to: to(i), quantity: 1 }));

const mint = (tickets: Tickets, orders: { to: Address; quantity: number }[]) =>
  tickets.write.mint([
    orders.map((order, i) => ({ ...order, ticketType: 1, ref: slice(randomBytes(i + BATCH), 0, 16) })),
  ]);

async function report(what: string, transaction: Promise<Hex>, tickets = 1) {
  const { gasUsed } = await receiptOf(transaction);
  const each = Math.round(Number(gasUsed) / tickets).toLocaleString("en");
  console.log(`    ${what.padEnd(44)} ${each.padStart(8)} gas`);
}

/** Printed, not asserted: where we stand, per ticket, the transaction's base cost included. */
describe("gas", () => {
  it("of an event: two ticket types, a name of one slot", async () => {
    const salt = numberToHex(12_345, { size: 32 });
    await report("create_event", factory.write.createEvent([owner, salt, defaultConfig, defaultTypes]));
  });

  it("of a hundred tickets, each its own order and owner, and of what becomes of them", async () => {
    const tickets = await createEvent();
    await report("mint_distinct", mint(tickets, singles(wallet)), BATCH);
    await report("check_in", tickets.write.checkIn([ids(BATCH)]), BATCH);
    await report("undo_check_in", tickets.write.undoCheckIn([ids(BATCH)]), BATCH);
    await report("invalidate", tickets.write.invalidate([ids(BATCH), 1]), BATCH);
  });

  it("of a hundred tickets in 44 orders", async () => {
    const tickets = await createEvent();
    const orders = ORDER_SIZES.map((quantity, i) => ({ to: wallet(i), quantity }));
    await report("mint_orders", mint(tickets, orders), BATCH);
    await report("invalidate, batch of 20", tickets.write.invalidate([ids(20), 1]), 20);
  });

  it("of a hundred tickets into custody, as one order or as many", async () => {
    const tickets = await createEvent();
    await report("mint_custody", mint(tickets, [{ to: zeroAddress, quantity: BATCH }]), BATCH);
    const out = (serial: number) => tickets.write.operatorTransfer([tokenId(1, serial), wallet(serial)]);
    await report("out of custody, from the middle", out(50));
    await report("out of custody, next to it", out(51));

    const others = await createEvent();
    await report(
      "mint_custody, a reference for each",
      mint(
        others,
        singles(() => zeroAddress),
      ),
      BATCH,
    );
  });
});
