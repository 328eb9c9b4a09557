import { describe, it } from "node:test";
import { type Address, type Hex, numberToHex, zeroAddress } from "viem";
import { createWorld, defaultConfig, defaultTypes, ref, type Tickets, tokenId } from "../support/world";

/** Printed, not asserted: where we stand. The targets are per ticket in a batch of 100, base cost included. */
const world = await createWorld();

describe("gas", () => {
  const { createEvent, receiptOf, factory, owner } = world;
  const wallet = (index: number): Address =>
    numberToHex(0x1000_0000_0000_0000_0000_0000_0000_0000n * 9n + BigInt(index + 1) * 0x123456789abcdefn, {
      size: 20,
    });
  const ids = (count: number) => Array.from({ length: count }, (_, i) => tokenId(1, i + 1));

  async function report(what: string, target: number, transaction: Promise<Hex>, tickets = 1) {
    const { gasUsed } = await receiptOf(transaction);
    const each = Math.round(Number(gasUsed) / tickets);
    console.log(
      `${what.padEnd(36)} ${each.toLocaleString("en").padStart(8)}   target ${target.toLocaleString("en")}`,
    );
  }
  const mint = (tickets: Tickets, orders: { to: Address; quantity: number }[]) =>
    tickets.write.mint([orders.map((order, i) => ({ ...order, ticketType: 1, ref: uuid(i) }))]);
  const uuid = (i: number): Hex =>
    `0x${((BigInt(ref(i + 1)) * 0x10f3_57bd_9135_77bd_1357_9bdf_2468_ace1n) % (1n << 128n)).toString(16).padStart(32, "f")}`;

  it("prints the cost of each operation", async () => {
    const salt = numberToHex(12345n, { size: 32 });
    await report(
      "create_event, 2 types",
      300_000,
      factory.write.createEvent([owner, salt, defaultConfig, defaultTypes]),
    );

    let tickets = await createEvent();
    await report(
      "mint_distinct",
      48_200,
      mint(
        tickets,
        Array.from({ length: 100 }, (_, i) => ({ to: wallet(i), quantity: 1 })),
      ),
      100,
    );
    await report("check_in 100", 3_800, tickets.write.checkIn([ids(100)]), 100);
    await report("undo_check_in 100", 3_800, tickets.write.undoCheckIn([ids(100)]), 100);
    await report("invalidate 20", 4_500, tickets.write.invalidate([ids(20), 1]), 20);

    tickets = await createEvent();
    const sizes = Array.from({ length: 44 }, (_, i) => [2, 1, 3, 2, 4, 2, 2, 1, 3, 2, 3][i % 11] ?? 0);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    await report(
      `mint_orders (44 orders, ${total})`,
      22_300,
      mint(
        tickets,
        sizes.map((quantity, i) => ({ to: wallet(i), quantity })),
      ),
      total,
    );
    await report("invalidate 100", 4_500, tickets.write.invalidate([ids(100), 1]), 100);

    tickets = await createEvent();
    await report("mint_custody, one order", 3_500, mint(tickets, [{ to: zeroAddress, quantity: 100 }]), 100);
    await report(
      "operator_transfer (run of 100)",
      40_000,
      tickets.write.operatorTransfer([tokenId(1, 50), wallet(1)]),
    );
    await report(
      "operator_transfer (next to it)",
      40_000,
      tickets.write.operatorTransfer([tokenId(1, 51), wallet(2)]),
    );

    tickets = await createEvent();
    await report(
      "mint_custody, 100 orders of 1",
      3_500,
      mint(
        tickets,
        Array.from({ length: 100 }, () => ({ to: zeroAddress, quantity: 1 })),
      ),
      100,
    );
  });
});
