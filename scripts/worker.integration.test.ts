import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inArray, sql } from "drizzle-orm";
import pino from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import type { Chain } from "@/lib/chain/chain";
import { ensureFactory } from "@/lib/chain/ensure-factory";
import { openChain } from "@/lib/chain/open-chain";
import { localSigner } from "@/lib/chain/signer";
import { type Leadership, postgresLeadership, soleProcess } from "@/lib/db/leadership";
import { tickets } from "@/lib/db/schema/tickets";
import { ANVIL_ORGANISER_KEY, LOCAL_CHAIN_ID } from "@/lib/env";
import { createPipeline } from "@/lib/pipeline/pipeline";
import { anOrder, aPublishedEvent } from "@/test/pipeline-builders";
import { testPostgres } from "@/test/test-database";
import { TEST_FEES } from "@/test/test-runtime";
import { repository } from "./lib/repository";

const DEPLOYER_KEY = "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6";
const FAILOVER_MS_MAX = 10_000;
const START_MS_MAX = 50_000;

const server = process.env.TEST_DATABASE_URL;
const rpcUrl = server ? `${inject("anvilPoolUrl")}/${process.env.VITEST_POOL_ID ?? "1"}` : "";

describe.skipIf(!server)("several processes on one Postgres (only with TEST_DATABASE_URL)", () => {
  let database: Awaited<ReturnType<typeof testPostgres>>;
  let chain: Chain;
  let dataDir: string;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    database = await testPostgres(server ?? "");
    const signers = [localSigner(ANVIL_ORGANISER_KEY)] as const;
    chain = openChain({
      rpcUrls: [rpcUrl],
      chainId: LOCAL_CHAIN_ID,
      nativeSymbol: "ETH",
      tokens: [],
      explorerUrl: null,
      signers,
    });
    await ensureFactory(chain.client, localSigner(DEPLOYER_KEY));
    dataDir = mkdtempSync(join(tmpdir(), "ticketchain-worker-"));
  });
  afterEach(() => {
    for (const worker of workers.splice(0)) worker.kill("SIGKILL");
  });
  afterAll(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** The script of `npm run worker`, known to the database by its name. */
  async function aWorker(name: string): Promise<ChildProcess> {
    const url = new URL(database.url);
    url.searchParams.set("application_name", name);
    const worker = spawn(process.execPath, ["--import", "tsx", "scripts/worker.ts"], {
      cwd: repository,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "production",
        DATABASE_URL: url.toString(),
        RPC_URL: rpcUrl,
        CHAIN_ID: String(LOCAL_CHAIN_ID),
        DATA_DIR: dataDir,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    workers.push(worker);
    let output = "";
    worker.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    worker.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    await vi.waitUntil(() => output.includes("The worker runs") || worker.exitCode !== null, START_MS_MAX);
    expect(output).toContain("The worker runs");
    return worker;
  }

  /** Who has a role, as the database knows it. */
  async function holdersOf(role: string): Promise<string[]> {
    const { rows } = await database.db.execute<{ name: string }>(sql`
      select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted
        and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended(${`${chain.chainId}:${role}`}, 1)`);
    return rows.map(({ name }) => name);
  }

  const lane = () => `lane ${chain.signers[0].address}`;

  async function areMinted(ids: string[]): Promise<boolean> {
    const rows = await database.db
      .select({ status: tickets.status })
      .from(tickets)
      .where(inArray(tickets.id, ids));
    return rows.length === ids.length && rows.every(({ status }) => status === "valid");
  }

  test("a worker that is killed is followed by another within 10 s, and nothing is lost or minted twice", async () => {
    const byName = new Map<string, ChildProcess>();
    for (const name of ["worker_1", "worker_2"]) byName.set(name, await aWorker(name));
    const event = await aPublishedEvent({ db: database.db, chain });
    const before = await anOrder(database, event, { quantity: 3 });
    await vi.waitUntil(() => areMinted(before.ticketIds), START_MS_MAX);
    for (const role of ["indexer", lane()]) expect(await holdersOf(role)).toHaveLength(1);

    const [active = ""] = await holdersOf(lane());
    const orders = await Promise.all(Array.from({ length: 20 }, () => anOrder(database, event)));
    byName.get(active)?.kill("SIGKILL");
    const killedAtMs = performance.now();
    const ids = orders.flatMap(({ ticketIds }) => ticketIds);
    await vi.waitUntil(() => areMinted(ids), { timeout: 3 * FAILOVER_MS_MAX, interval: 20 });
    const tookMs = Math.round(performance.now() - killedAtMs);
    console.info(`${active} was killed; the other one minted what was queued within ${tookMs} ms`);

    expect(tookMs).toBeLessThan(FAILOVER_MS_MAX);
    const [successor] = await holdersOf(lane());
    expect(successor).not.toBe(active);
    const supply = await chain.client.readContract({
      abi: eventTicketsAbi,
      address: event.contract,
      functionName: "totalSupply",
    });
    expect(supply).toBe(23n);
  }, 180_000);

  test("a worker told to stop gives its roles back and ends well", async () => {
    const worker = await aWorker("worker_3");
    await vi.waitUntil(async () => (await holdersOf(lane())).includes("worker_3"), START_MS_MAX);
    worker.kill("SIGTERM");
    await once(worker, "exit");
    expect([worker.exitCode, await holdersOf(lane())]).toEqual([0, []]);
  }, 120_000);

  /** By role, how many of two processes do its rounds. */
  async function activeOf(leadershipOf: () => Leadership): Promise<Record<string, number>> {
    const log = pino({ level: "silent" });
    const rounds = [new Map<string, number>(), new Map<string, number>()];
    const pipelines = rounds.map((counts) =>
      createPipeline({
        ...{ db: database.db, chain, confirmations: 1, fees: TEST_FEES, log, baseUri: null, intervalMs: 5 },
        leadership: leadershipOf(),
        onRound: ({ role }) => counts.set(role, (counts.get(role) ?? 0) + 1),
      }),
    );
    for (const pipeline of pipelines) pipeline.start();
    const countsOf = (role: string) => rounds.map((counts) => counts.get(role) ?? 0);
    const roles = ["indexer", lane()];
    // Both loops run side by side: while one does twenty rounds, the other would do some if it might.
    await vi.waitUntil(() => roles.every((role) => Math.max(...countsOf(role)) >= 20), 30_000);
    await Promise.all(pipelines.map((pipeline) => pipeline.stop()));
    return Object.fromEntries(roles.map((role) => [role, countsOf(role).filter((n) => n > 0).length]));
  }

  const oneEach = () => ({ indexer: 1, [lane()]: 1 });

  test("exactly one process has a role", async () => {
    expect(await activeOf(() => postgresLeadership(database.url))).toEqual(oneEach());
  });

  test("without leadership two have it: the test above can fail", async () => {
    const active = await activeOf(() => soleProcess);
    expect(active).not.toEqual(oneEach());
    expect(active).toEqual({ indexer: 2, [lane()]: 2 });
  });
});
