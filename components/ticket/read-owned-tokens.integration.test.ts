import { type Address, getAddress } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anAction, anOrder, aPublishedEvent } from "@/test/pipeline-builders";
import { blockOf, tokenOf } from "@/test/stored";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { readOwnedTokens } from "./read-owned-tokens";

const ADA: Address = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const BOB: Address = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

/** An event whose contract stands, with three tickets of Ada's and one of Bob's. */
async function anEventOnChain() {
  const event = await aPublishedEvent(runtime);
  const order = await anOrder(runtime, event, { quantity: 3, recipient: ADA });
  await anOrder(runtime, event, { recipient: BOB });
  await runtime.pipeline.drain();
  const deployedInBlock = await blockOf(runtime.db, event.publishActionId);
  const contract = { address: event.contract, deployedInBlock };
  return { event, order, contract };
}

const tokensOf = (ticketIds: readonly string[]) =>
  Promise.all(ticketIds.map((id) => tokenOf(runtime.db, id)));

const idsOf = (found: Awaited<ReturnType<typeof readOwnedTokens>>) =>
  found.tokens.map(({ tokenId }) => tokenId).sort();

describe("readOwnedTokens", () => {
  it("confirms what was hinted at", async () => {
    const { order, contract } = await anEventOnChain();
    const tokenIds = await tokensOf(order.ticketIds);
    const hints = tokenIds.map((tokenId) => ({ contract: contract.address, tokenId }));
    const { client } = runtime.chain;
    const found = await readOwnedTokens({ client, owner: ADA, contracts: [contract], hints });
    expect(idsOf(found)).toEqual(hints.map(({ tokenId }) => tokenId).sort());
    expect(found.missing).toBe(0);
  });

  it("finds by the chain's own logs what nobody hinted at", async () => {
    const { order, contract } = await anEventOnChain();
    const { client } = runtime.chain;
    const found = await readOwnedTokens({ client, owner: ADA, contracts: [contract], hints: [] });
    expect(idsOf(found)).toEqual((await tokensOf(order.ticketIds)).sort());
    expect(found.missing).toBe(0);
  });

  it("drops hints of tokens that are somebody else's or don't exist", async () => {
    const { contract } = await anEventOnChain();
    const hints = [1_000_000_001n, 1_000_000_004n, 77n].map((tokenId) => ({
      contract: contract.address,
      tokenId,
    }));
    const { client } = runtime.chain;
    const found = await readOwnedTokens({ client, owner: BOB, contracts: [contract], hints });
    expect(found.tokens).toEqual([{ contract: contract.address, tokenId: 1_000_000_004n, status: "valid" }]);
  });

  it("reads each ticket's status", async () => {
    const { event, order, contract } = await anEventOnChain();
    const [first, second] = order.ticketIds;
    const after = order.actionId;
    await anAction(runtime, event, { kind: "check_in", ticketId: first ?? "", after });
    const payload = { reason: "fraud", note: null };
    await anAction(runtime, event, { kind: "invalidate", ticketId: second ?? "", after, payload });
    await runtime.pipeline.drain();
    const { client } = runtime.chain;
    const found = await readOwnedTokens({ client, owner: ADA, contracts: [contract], hints: [] });
    expect(found.tokens.map(({ status }) => status).sort()).toEqual(["checked_in", "invalidated", "valid"]);
  });

  it("takes an address without a contract for one that holds nothing", async () => {
    const nowhere = getAddress(`0x${"12".repeat(20)}`);
    const { client } = runtime.chain;
    const contracts = [{ address: nowhere, deployedInBlock: 0 }];
    const hints = [{ contract: nowhere, tokenId: 1n }];
    expect(await readOwnedTokens({ client, owner: ADA, contracts, hints })).toMatchObject({
      tokens: [],
      missing: 0,
    });
  });
});
