import pino from "pino";
import { createTestClient, http, type TestClient } from "viem";
import { inject } from "vitest";
import { ensureFactory } from "@/lib/chain/ensure-factory";
import { openChain } from "@/lib/chain/open-chain";
import { localSigner } from "@/lib/chain/signer";
import type { RunSql } from "@/lib/db/run-sql";
import { ANVIL_ORGANISER_KEY, LOCAL_CHAIN_ID, parseEnv } from "@/lib/env";
import { createMetrics } from "@/lib/metrics/create-metrics";
import { createPipeline } from "@/lib/pipeline/pipeline";
import { type Runtime, setRuntime } from "@/lib/runtime/runtime";
import { createSeal } from "@/lib/seal";
import { type Actor, type Context, SCOPES, systemClock } from "@/lib/services/context";
import { testDatabase } from "./test-database";

/** Anvil's last account: deploys the factory, so that the pipeline's key keeps its nonces to itself. */
const DEPLOYER_KEY = "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6";

/** Fees without a bound, and no replacement but where a test asks for it. */
export const TEST_FEES = { maxFeePerGasCap: 10n ** 18n, replaceAfterSeconds: 3_600 };

export type TestRuntime = Runtime & {
  /** Rolls back, mines, sets balances: what only a test may do to a chain. */
  anvil: TestClient;
  /** A context of an organisation of its own, with all scopes unless told otherwise. */
  context(actor?: Partial<Actor>): Context;
  runSql: RunSql;
  close(): Promise<void>;
};

/** Names as the internet might have them: two lead nowhere, or into a network of one's own. */
async function resolve(host: string): Promise<string[]> {
  if (host.endsWith(".nowhere.example")) throw new Error("ENOTFOUND");
  return host.endsWith(".inward.example") ? ["93.184.215.14", "10.0.0.1"] : ["93.184.215.14"];
}

/** The real parts, one set per test file: a database of its own, the worker's anvil, a pipeline that runs on demand. */
export async function testRuntime(): Promise<TestRuntime> {
  const opened = await testDatabase();
  const rpcUrl = `${inject("anvilPoolUrl")}/${process.env.VITEST_POOL_ID ?? "1"}`;
  const chain = openChain({
    rpcUrls: [rpcUrl],
    chainId: LOCAL_CHAIN_ID,
    nativeSymbol: "ETH",
    tokens: [],
    explorerUrl: null,
    signers: [localSigner(ANVIL_ORGANISER_KEY)],
  });
  await ensureFactory(chain.client, localSigner(DEPLOYER_KEY));
  const log = pino({ level: "silent" });
  const { db } = opened;
  const pipeline = createPipeline({
    db,
    chain,
    confirmations: 1,
    fees: TEST_FEES,
    log,
    intervalMs: 50,
    baseUri: null,
  });
  const env = { ...parseEnv({ RATE_LIMIT_PER_MINUTE: "0" }), authSecret: "test-secret-".repeat(4) };
  const metrics = createMetrics({ db, chain });
  const webhooks = {
    seal: createSeal(env.authSecret, "webhooks"),
    allowLoopback: true,
    resolve,
    retryDelaysMs: [50, 50, 50, 50, 50, 50],
  };
  const runtime: Runtime = { env, db, chain, clock: systemClock, pipeline, metrics, webhooks, log };
  setRuntime(runtime);
  return {
    ...runtime,
    runSql: opened.runSql,
    anvil: createTestClient({
      mode: "anvil",
      transport: http(rpcUrl),
      ...(chain.client.chain && { chain: chain.client.chain }),
    }),
    context: (actor) => ({ db, chain, clock: systemClock, requestId: "req_test", actor: anActor(actor) }),
    async close() {
      setRuntime(null);
      await opened.close();
    },
  };
}

let organisations = 0;

function anActor(change: Partial<Actor> = {}): Actor {
  organisations += 1;
  return {
    type: "api_key",
    id: "key_test",
    organisationId: `org_test_${organisations}`,
    scopes: SCOPES,
    ...change,
  };
}
