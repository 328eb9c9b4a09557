import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { zeroAddress } from "viem";
import { assertReverts } from "../support/revert";
import { FACE, shop } from "../support/sale";
import { createWorld, ENDS_AT, START } from "../support/world";

const world = await createWorld();
const { createEvent, operator, owner, alice, bob, carol, stranger } = world;
const { sign, permitFor, signed, buy, tryPurchase } = shop(world);

describe("purchase permits", () => {
  it("are good until their deadline's very second", async () => {
    const world = await createWorld();
    const { signed, tryPurchase } = shop(world);
    const tickets = await world.createEvent();
    const deadline = START + 5_000;
    const args = await signed(tickets, { deadline: BigInt(deadline) });
    await world.travelTo(deadline);
    await tryPurchase(tickets, args);
    await world.travelTo(deadline + 1);
    await assertReverts(tryPurchase(tickets, args), "PermitExpired", [BigInt(deadline)]);
  });

  it("are good until the event's end, and no second longer", async () => {
    const world = await createWorld();
    const { signed, tryPurchase } = shop(world);
    const tickets = await world.createEvent();
    const args = await signed(tickets, { deadline: 2n ** 256n - 1n });
    const postponed = await world.createEvent();
    const later = await signed(postponed, { deadline: 2n ** 256n - 1n });
    await postponed.write.postpone([ENDS_AT + 1], { account: world.owner });
    await world.travelTo(ENDS_AT - 1);
    await tryPurchase(tickets, args);
    await world.travelTo(ENDS_AT);
    await assertReverts(tryPurchase(tickets, args), "EventEnded", [BigInt(ENDS_AT)]);
    await tryPurchase(postponed, later);
    await world.travelTo(ENDS_AT + 1);
    await assertReverts(tryPurchase(postponed, later), "EventEnded", [BigInt(ENDS_AT + 1)]);
  });

  it("are good once", async () => {
    const tickets = await createEvent();
    const args = await signed(tickets, { nonce: 5n });
    await tickets.write.purchase(args, { account: alice, value: FACE });
    await assertReverts(tryPurchase(tickets, args), "PermitUsed", [5n]);
    const another = await signed(tickets, { nonce: 5n, buyer: bob, unitPrice: 1n }, owner);
    await assertReverts(tryPurchase(tickets, another), "PermitUsed", [5n]);
  });

  it("of neighbouring nonces are kept apart", async () => {
    const tickets = await createEvent({ maxPerWallet: 0 });
    const used = [0n, 7n, 255n, 257n, 2n ** 256n - 1n];
    for (const nonce of used) await buy(tickets, { nonce, unitPrice: 0n });
    const asked = [0n, 1n, 6n, 7n, 8n, 254n, 255n, 256n, 257n, 258n, 263n, 511n, 512n, 2n ** 256n - 2n];
    for (const nonce of [...asked, 2n ** 256n - 1n]) {
      assert.equal(await tickets.read.isNonceUsed([nonce]), used.includes(nonce), `nonce ${nonce}`);
    }
    for (const nonce of [1n, 256n])
      await tryPurchase(tickets, await signed(tickets, { nonce, unitPrice: 0n }));
  });

  it("need the signature of somebody who is an operator or the owner now", async () => {
    const tickets = await createEvent();
    const byStranger = await signed(tickets, {}, stranger);
    await assertReverts(tryPurchase(tickets, byStranger), "NotOperator", [stranger]);
    await tickets.write.setGate([carol, true]);
    await assertReverts(tryPurchase(tickets, await signed(tickets, {}, carol)), "NotOperator", [carol]);

    const before = await signed(tickets);
    await tickets.write.setOperator([operator, false], { account: owner });
    await assertReverts(tryPurchase(tickets, before), "NotOperator", [operator]);
    await tickets.write.setOperator([operator, true], { account: owner });
    await tryPurchase(tickets, before);
  });

  it("are refused in another's name, or with broken signatures", async () => {
    const tickets = await createEvent();
    const [permit, , signature] = await signed(tickets, {}, stranger);
    await assertReverts(tryPurchase(tickets, [permit, operator, signature]), "InvalidSignature", [operator]);
    for (const broken of ["0x", "0x1234", `0x${"00".repeat(65)}`] as const) {
      await assertReverts(tryPurchase(tickets, [permit, operator, broken]), "InvalidSignature", [operator]);
    }
  });

  it("are refused in nobody's name, though nobody were made an operator", async () => {
    const tickets = await createEvent();
    await tickets.write.setOperator([zeroAddress, true], { account: owner });
    const [permit] = await signed(tickets);
    for (const broken of ["0x", `0x${"00".repeat(65)}`, `0x${"00".repeat(64)}1b`] as const) {
      const call = tryPurchase(tickets, [permit, zeroAddress, broken]);
      await assertReverts(call, "InvalidSignature", [zeroAddress]);
    }
  });

  it("are refused with any field altered", async () => {
    const tickets = await createEvent();
    const [permit, by, signature] = await signed(tickets, { quantity: 2n });
    const alterations = {
      buyer: bob,
      ticketType: 2n,
      quantity: 1n,
      unitPrice: permit.unitPrice - 1n,
      deadline: permit.deadline + 1n,
      nonce: permit.nonce + 1n,
    };
    assert.deepEqual(Object.keys(alterations), Object.keys(permit));
    for (const [field, value] of Object.entries(alterations)) {
      const altered = { ...permit, [field]: value };
      await assertReverts(tryPurchase(tickets, [altered, by, signature]), "InvalidSignature", [operator]);
    }
  });

  it("of another event or another chain are refused", async () => {
    const [tickets, other] = [await createEvent(), await createEvent()];
    const elsewhere = await signed(other);
    await assertReverts(tryPurchase(tickets, elsewhere), "InvalidSignature", [operator]);
    await tryPurchase(other, elsewhere);
    const permit = permitFor();
    const signature = await sign.permit(operator, { verifyingContract: tickets.address, chainId: 1 }, permit);
    await assertReverts(tryPurchase(tickets, [permit, operator, signature]), "InvalidSignature", [operator]);
  });
});
