import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Address, concat, type Hex } from "viem";
import { resale } from "../support/resale";
import { assertReverts } from "../support/revert";
import { shop } from "../support/sale";
import { signedTransfers } from "../support/signed-transfers";
import { createWorld, tokenId, type World } from "../support/world";

const one = tokenId(1, 1);
const designator = (target: Address): Hex => concat(["0xef0100", target]);

/** What code an account may have that has a key as well. */
const codes: Record<string, (world: World) => Promise<Hex>> = {
  "delegated to a wallet of another's key": async ({ deployWallet, carol }) =>
    designator((await deployWallet(carol)).address),
  "delegated to a contract that knows nothing of signatures": async ({ factory }) =>
    designator(factory.address),
  "delegated to nothing": async () => designator("0x00000000000000000000000000000000000000dd"),
  "with code that refuses every call": async () => "0x5f5ffd",
  "with code that takes every call and says nothing": async () => "0x00",
};

describe("the key of an account", () => {
  for (const [kind, codeOf] of Object.entries(codes)) {
    it(`${kind} signs transfers, offers and permits, and no other key does`, async () => {
      const world = await createWorld();
      const { signed, attempt, tickets, setCode, operator, alice, stranger } = await signedTransfers(world);
      const { filling, tryFill } = resale(world);
      const { signed: permit } = shop(world);
      const code = await codeOf(world);
      for (const account of [alice, operator]) await setCode(account, code);
      assert.equal(await world.client.getCode({ address: alice }), code.toLowerCase());

      await attempt(await signed());
      await tryFill(await filling(tickets));
      const asBob = { account: world.bob };
      const args = await permit(tickets, { unitPrice: 0n });
      await tickets.simulate.purchase(args, asBob);

      await assertReverts(attempt(await signed({}, stranger)), "InvalidSignature", [alice]);
      await assertReverts(tryFill(await filling(tickets, {}, stranger)), "InvalidSignature", [alice]);
      const [theirs, , signature] = await permit(tickets, { unitPrice: 0n }, stranger);
      const forged = tickets.simulate.purchase([theirs, operator, signature], asBob);
      await assertReverts(forged, "InvalidSignature", [operator]);
      const altered = await signed();
      await assertReverts(attempt([one, stranger, altered[2], altered[3]]), "InvalidSignature", [alice]);
    });
  }
});

describe("the wallet that an account is delegated to", () => {
  it("signs for it as well, by ERC-1271, as long as it is", async () => {
    const world = await createWorld();
    const { signed, attempt, send, tickets, setCode, alice, bob, carol } = await signedTransfers(world);
    const { filling, tryFill } = resale(world);
    await assertReverts(attempt(await signed({}, carol)), "InvalidSignature", [alice]);
    await setCode(alice, designator((await world.deployWallet(carol)).address));
    await attempt(await signed({}, carol));
    await tryFill(await filling(tickets, {}, carol));
    await setCode(alice, "0x");
    await assertReverts(attempt(await signed({}, carol)), "InvalidSignature", [alice]);
    await send(await signed());
    assert.equal(await tickets.read.ownerOf([one]), bob);
  });
});
