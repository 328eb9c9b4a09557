import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actions } from "@/lib/db/schema/pipeline";
import { broadcastOpen } from "@/lib/pipeline/batcher/broadcast-open";
import { readPlace } from "@/lib/pipeline/batcher/read-place";
import { submitQueue } from "@/lib/pipeline/batcher/submit-queue";
import type { Lane } from "@/lib/pipeline/context";
import { anAction, anOrder, aPublishedEvent } from "@/test/pipeline-builders";
import { TEST_FEES, type TestRuntime, testRuntime } from "@/test/test-runtime";
import { audit } from "./audit";
import { compare } from "./compare";
import { forgetBytes } from "./forget-bytes";
import { readState } from "./read-state";

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});

afterAll(() => runtime.close());

async function judge() {
  const { rpcUrl } = runtime.chain;
  const verdict = await compare(rpcUrl, await readState(runtime.db));
  return { ...verdict, rescan: (await audit(runtime)).differences };
}

/** Sent and mined, when the server dies before it has noted anything. */
async function anOrderOnItsWay(): Promise<{ actionId: string }> {
  const { db, chain, log, pipeline } = runtime;
  const lane: Lane = { db, chain, log, confirmations: 1, fees: TEST_FEES, signer: chain.signers[0] };
  const event = await aPublishedEvent(lane);
  await pipeline.drain();
  const order = await anOrder(lane, event, { quantity: 2 });
  await submitQueue(lane, await readPlace(lane));
  await broadcastOpen(lane);
  return order;
}

/** An invalidation of a new ticket, queued. Its service would have changed the ticket as well. */
async function anInvalidation() {
  const event = await aPublishedEvent(runtime);
  const { actionId, ticketIds } = await anOrder(runtime, event);
  const [ticketId = ""] = ticketIds;
  return anAction(runtime, event, {
    kind: "invalidate",
    ticketId,
    after: actionId,
    payload: { reason: "fraud" },
  });
}

test("a server that stored its bytes does nothing twice, and both judges see that", async () => {
  await anOrderOnItsWay();
  await runtime.pipeline.drain();
  expect(await judge()).toEqual({ lost: [], twice: [], different: [], rescan: [] });
});

test("a server that forgets its bytes mints again, and both judges see that", async () => {
  const { actionId } = await anOrderOnItsWay();
  await forgetBytes(runtime.db);
  await runtime.pipeline.drain();
  const { lost, twice, rescan } = await judge();
  expect(lost).toEqual([]);
  expect(twice).toEqual([`${actionId} is on the chain 2 times`]);
  expect(rescan).toContainEqual(expect.stringContaining(actionId));
});

test("what is on its way for ever, or done though nobody asked, is noticed", async () => {
  const invalidation = await anInvalidation();
  await runtime.pipeline.drain();
  await runtime.db.update(actions).set({ status: "queued" }).where(eq(actions.id, invalidation));
  const { lost, twice, different } = await judge();
  expect(lost).toEqual([`invalidate ${invalidation} is queued`]);
  expect(twice).toContainEqual(
    expect.stringMatching(/^invalidate of 0x\w+ \d+ was done 0 times, on the chain 1$/),
  );
  expect(different).toContainEqual(expect.stringContaining("valid, on the chain"));
});
