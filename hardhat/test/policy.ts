import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Address } from "viem";
import { assertReverts } from "../support/revert";
import {
  createWorld,
  mintOrder,
  policies,
  RESALE_CLOSES_AT,
  SOUVENIR_AT,
  START,
  type Tickets,
  tokenId,
} from "../support/world";

const [valid, checkedIn, invalidated] = [tokenId(1, 1), tokenId(1, 2), tokenId(1, 3)];
const phases = {
  "before resale closes": START + 60,
  "after resale closed": RESALE_CLOSES_AT,
  souvenir: SOUVENIR_AT,
};

/** The ways to move a token that ERC-721 knows: by the holder, an approved account and an approved operator. */
async function waysToMove(tickets: Tickets, holder: Address, friend: Address, agent: Address) {
  for (const id of [valid, checkedIn, invalidated]) {
    await tickets.write.approve([friend, id], { account: holder });
  }
  await tickets.write.setApprovalForAll([agent, true], { account: holder });
  const to = friend;
  return [holder, friend, agent].flatMap((account) => [
    (id: bigint) => tickets.simulate.transferFrom([holder, to, id], { account }),
    (id: bigint) => tickets.simulate.safeTransferFrom([holder, to, id], { account }),
    (id: bigint) => tickets.simulate.safeTransferFrom([holder, to, id, "0x1234"], { account }),
  ]);
}

describe("transfer policy", () => {
  for (const [policy, transferPolicy] of Object.entries(policies)) {
    for (const [phase, time] of Object.entries(phases)) {
      it(`${policy}, ${phase}: every way to move a ticket meets the same rule`, async () => {
        const { createEvent, travelTo, alice, bob, carol } = await createWorld();
        const tickets = await createEvent({ transferPolicy });
        await mintOrder(tickets, alice, 3);
        await tickets.write.checkIn([[checkedIn]]);
        await tickets.write.invalidate([[invalidated], 0]);
        const ways = await waysToMove(tickets, alice, bob, carol);
        await travelTo(time);

        const souvenir = time === SOUVENIR_AT;
        const free = souvenir || (policy === "open" && time < RESALE_CLOSES_AT);
        for (const move of ways) {
          if (free) await move(valid);
          else await assertReverts(move(valid), "TransferLocked", [valid]);
          if (souvenir) await move(checkedIn);
          else await assertReverts(move(checkedIn), "TicketCheckedIn", [checkedIn]);
          await assertReverts(move(invalidated), "TicketInvalidated", [invalidated]);
        }
        assert.equal(await tickets.read.locked([valid]), !free);
        assert.equal(await tickets.read.locked([checkedIn]), !souvenir);
        assert.equal(await tickets.read.locked([invalidated]), true);
      });
    }
  }

  it("turns at the very second", async () => {
    const { createEvent, travelTo, alice } = await createWorld();
    const open = await createEvent({ transferPolicy: policies.open });
    const locked = await createEvent({ transferPolicy: policies.locked });
    await mintOrder(open, alice);
    await mintOrder(locked, alice);
    await travelTo(RESALE_CLOSES_AT - 1);
    assert.equal(await open.read.locked([valid]), false);
    await travelTo(RESALE_CLOSES_AT);
    assert.equal(await open.read.locked([valid]), true);
    await travelTo(SOUVENIR_AT - 1);
    assert.equal(await locked.read.locked([valid]), true);
    await travelTo(SOUVENIR_AT);
    assert.equal(await locked.read.locked([valid]), false);
  });
});
