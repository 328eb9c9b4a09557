import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Address, getAddress, zeroAddress } from "viem";
import { resale } from "../support/resale";
import { assertReverts } from "../support/revert";
import { FACE, noTokenPermit, shop } from "../support/sale";
import { signedTransfers } from "../support/signed-transfers";
import { createWorld, mintOrder, SOUVENIR_AT, type Tickets, tokenId } from "../support/world";

const world = await createWorld();
const { market, operator, alice, bob, carol } = world;
const { signed: permitFor, tryPurchase } = shop(world);
const { filling, tryFill } = resale(world);
const one = tokenId(1, 1);

/** Nobody, and the event itself: what no holder, buyer or permit may name. */
const noReceivers = ({ address }: Tickets): Address[] => [zeroAddress, getAddress(address)];

const assertRefused = (call: Promise<unknown>, to: Address) =>
  assertReverts(call, "ERC721InvalidReceiver", [to]);

describe("custody, and nobody,", () => {
  it("get no ticket by a transfer of its holder's, or of whom it approved", async () => {
    const { tickets } = await signedTransfers(world);
    await tickets.write.approve([bob, one], { account: alice });
    await tickets.write.setApprovalForAll([carol, true], { account: alice });
    for (const to of noReceivers(tickets)) {
      for (const account of [alice, bob, carol]) {
        await assertRefused(tickets.simulate.transferFrom([alice, to, one], { account }), to);
        await assertRefused(tickets.simulate.safeTransferFrom([alice, to, one], { account }), to);
        await assertRefused(tickets.simulate.safeTransferFrom([alice, to, one, "0x12"], { account }), to);
      }
    }
    const other = await world.createEvent();
    await tickets.simulate.transferFrom([alice, other.address, one], { account: alice });
  });

  it("get no ticket by a signed transfer", async () => {
    const { tickets, signed, attempt } = await signedTransfers(world);
    for (const to of noReceivers(tickets)) await assertRefused(attempt(await signed({ to })), to);
  });

  it("get no ticket on the market", async () => {
    const { tickets } = await signedTransfers(world);
    const [offer, signature] = await filling(tickets);
    const free = await filling(tickets, { price: 0n });
    for (const to of noReceivers(tickets)) {
      await assertRefused(tryFill([offer, signature, to]), to);
      const args = [free[0], free[1], to, noTokenPermit] as const;
      await assertRefused(market.simulate.fillWithTokenPermit(args, { account: bob }), to);
      const sell = tickets.simulate.sell([one, alice, to, 0n], { account: market.address });
      await assertRefused(sell, to);
    }
  });

  it("get no ticket by a purchase, not even a free one", async () => {
    const { tickets } = await signedTransfers(world);
    for (const buyer of noReceivers(tickets)) {
      for (const unitPrice of [FACE, 0n]) {
        const args = await permitFor(tickets, { buyer, unitPrice });
        await assertRefused(tryPurchase(tickets, args), buyer);
      }
      const free = await permitFor(tickets, { buyer, unitPrice: 0n });
      const call = tickets.simulate.purchaseWithTokenPermit([...free, noTokenPermit], { account: alice });
      await assertRefused(call, buyer);
    }
    assert.equal(await tickets.read.purchasedBy([tickets.address]), 0n);
  });

  it("get no souvenir either", async () => {
    const world = await createWorld();
    const { tickets, travelTo, alice } = await signedTransfers(world);
    await travelTo(SOUVENIR_AT);
    for (const to of noReceivers(tickets)) {
      await assertRefused(tickets.simulate.transferFrom([alice, to, one], { account: alice }), to);
    }
  });
});

describe("operators", () => {
  it("alone fill custody: by mint, issue and resale, named or not", async () => {
    const { tickets } = await signedTransfers(world);
    const custody = getAddress(tickets.address);
    for (const to of noReceivers(tickets)) {
      await mintOrder(tickets, to);
      await tickets.write.issue([to, 1, 1]);
      const from = alice;
      const id = to === zeroAddress ? one : tokenId(1, 2);
      await tickets.write.resell([[{ tokenId: id, from, to, price: 0n }]], { account: operator });
    }
    for (let serial = 1; serial <= 6; serial++) {
      assert.equal(await tickets.read.ownerOf([tokenId(1, serial)]), custody);
    }
    assert.equal(await tickets.read.balanceOf([custody]), 6n);
  });
});
