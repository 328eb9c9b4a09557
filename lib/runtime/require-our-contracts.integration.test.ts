import { createTestClient, http } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EVENT_CODE } from "@/lib/chain/event-address";
import { createPipeline } from "@/lib/pipeline/pipeline";
import { aPublishedEvent } from "@/test/pipeline-builders";
import { TEST_FEES, type TestRuntime, testRuntime } from "@/test/test-runtime";
import { BootError } from "./boot-error";
import { requireOurContracts } from "./require-our-contracts";

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});

afterAll(() => runtime.close());

test("a database's events are ours before their contracts stand, and once they do; others keep the server from starting", async () => {
  const { db, chain, log } = runtime;
  await requireOurContracts(db, chain);
  const { contract } = await aPublishedEvent({ db, chain });
  await requireOurContracts(db, chain);

  await createPipeline({
    ...{ db, chain, log, confirmations: 1, fees: TEST_FEES },
    intervalMs: 10,
    baseUri: null,
  }).drain();
  expect(await chain.client.getCode({ address: contract })).toBe(EVENT_CODE.toLowerCase());
  await requireOurContracts(db, chain);

  const node = createTestClient({ mode: "anvil", transport: http(chain.rpcUrl) });
  await node.setCode({ address: contract, bytecode: "0x60006000" });
  const refused = requireOurContracts(db, chain);
  await expect(refused).rejects.toThrow(BootError);
  await expect(refused).rejects.toThrow(contract);
});
