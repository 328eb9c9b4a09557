import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createMetrics } from "@/lib/metrics/create-metrics";
import { setRuntime } from "@/lib/runtime/runtime";
import { anEvent, someTickets } from "@/test/api-builders";
import { apiClient, clientWith, problemOf } from "@/test/api-client";
import { aSignerWithoutFunds } from "@/test/pipeline-builders";
import { testDatabase } from "@/test/test-database";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

const TOKEN = "a-token-for-the-metrics";
const HERE = { "X-Forwarded-For": "127.0.0.1" };

let runtime: TestRuntime;
let api: Awaited<ReturnType<typeof apiClient>>;

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
});
afterEach(() => setRuntime(runtime));
afterAll(() => runtime.close());

const withToken = () => setRuntime({ ...runtime, env: { ...runtime.env, metricsToken: TOKEN } });
const metrics = (headers: Record<string, string>) => clientWith(headers).get("/metrics");

/** The figures by their name with labels. */
async function figures(): Promise<Map<string, number>> {
  const { status, text } = await metrics(HERE);
  expect(status).toBe(200);
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ""), Number(line.replace(/^.* /, ""))]));
}

describe("who may read the metrics", () => {
  test("200 on the server's own machine, where no token is set", async () => {
    for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
      expect((await metrics({ "X-Forwarded-For": address })).status).toBe(200);
    }
  });

  test("403 from anywhere else, where no token is set", async () => {
    for (const headers of [
      {},
      { "X-Forwarded-For": "192.0.2.7" },
      { "X-Forwarded-For": "127.0.0.1.example.org" },
    ]) {
      expect(problemOf(await metrics(headers))).toMatchObject({ status: 403, code: "forbidden" });
    }
  });

  test("200 with the token from anywhere, 401 without it from anywhere", async () => {
    withToken();
    expect((await metrics({ Authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    for (const headers of [
      HERE,
      { Authorization: "Bearer another-token-than-that" },
      { Authorization: `Bearer ${api.key}` },
    ]) {
      const refused = await metrics(headers);
      expect(problemOf(refused)).toMatchObject({ status: 401, code: "unauthenticated" });
      expect(refused.headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
    }
  });
});

describe("the metrics", () => {
  test("tell what waits, by kind, and what came to an end", async () => {
    const [signer] = runtime.chain.signers;
    const event = await anEvent(api);
    await someTickets(api, event, [{}, {}, {}]);
    const before = await figures();
    expect(before.get('ticketchain_actions_waiting{kind="mint",status="queued"}')).toBe(3);
    expect(before.get('ticketchain_actions_oldest_seconds{kind="mint",status="queued"}')).toBeLessThan(60);

    await runtime.pipeline.drain();
    await runtime.anvil.mine({ blocks: 70 });
    await runtime.pipeline.tick();
    const after = await figures();
    expect(after.get('ticketchain_actions_waiting{kind="mint",status="queued"}')).toBeUndefined();
    expect(after.get('ticketchain_actions_total{kind="mint",outcome="final"}')).toBe(3);
    expect(after.get("ticketchain_chain_lag_blocks")).toBe(0);
    expect(after.get("ticketchain_chain_head_block")).toBe(after.get("ticketchain_chain_indexed_block"));
    expect(after.get("ticketchain_chain_finalized_block")).toBeGreaterThan(0);
    expect(after.get(`ticketchain_signer_balance{address="${signer.address}"}`)).toBeGreaterThan(1);
    expect(after.get(`ticketchain_signer_waiting_funds{address="${signer.address}"}`)).toBe(0);
    expect(after.get("process_cpu_seconds_total")).toBeGreaterThan(0);
  });

  test("count requests by the pattern of their path, whatever ids are in it", async () => {
    for (const id of ["evt_1", "evt_2"]) await api.get(`/events/${id}`);
    const key =
      'ticketchain_http_request_seconds_count{route="/api/v1/events/{id}",method="GET",status="404"}';
    expect((await figures()).get(key)).toBe(2);
  });

  test("count rounds of the pipeline by role, failed ones as well", async () => {
    runtime.metrics.countRound({ role: "indexer", seconds: 0.03, failed: false });
    runtime.metrics.countRound({ role: "indexer", seconds: 3, failed: true });
    const seen = await figures();
    expect(seen.get('ticketchain_pipeline_round_seconds_count{role="indexer"}')).toBe(2);
    expect(seen.get('ticketchain_pipeline_round_failures_total{role="indexer"}')).toBe(1);
  });

  test("tell of an account without funds", async () => {
    const { address } = runtime.chain.signers[0];
    await aSignerWithoutFunds(runtime, address);
    expect((await figures()).get(`ticketchain_signer_waiting_funds{address="${address}"}`)).toBe(1);
  });

  test("tell of each of the chain's nodes, where it keeps an account of them", async () => {
    const describeNodes = () => [{ host: "rpc.example.org", status: "up" as const, head: 7, failures: 2 }];
    const chain = { ...runtime.chain, describeNodes };
    setRuntime({ ...runtime, metrics: createMetrics({ db: runtime.db, chain }) });
    const seen = await figures();
    const of = (name: string) => seen.get(`ticketchain_rpc_${name}{host="rpc.example.org"}`);
    expect([of("node_up"), of("node_head_block"), of("failures_total")]).toEqual([1, 7, 2]);
  });

  test("are answered without a database: they say that it is gone", async () => {
    const gone = await testDatabase();
    await gone.close();
    setRuntime({ ...runtime, metrics: createMetrics({ db: gone.db, chain: runtime.chain }) });
    const seen = await figures();
    expect(seen.get("ticketchain_database_up")).toBe(0);
    expect(seen.get("ticketchain_chain_up")).toBe(1);
    expect(seen.has("ticketchain_chain_indexed_block")).toBe(false);
  });
});
