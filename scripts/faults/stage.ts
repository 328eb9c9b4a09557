import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { createTestClient, http, publicActions } from "viem";
import { startAnvil } from "@/lib/runtime/anvil";
import { anvilFiles } from "@/lib/runtime/anvil-files";
import { createRpcProxy } from "@/test/rpc-proxy/create-rpc-proxy";
import type { Pace } from "./break-chain";
import { type Child, startChild } from "./child";
import { startOwnPostgres } from "./own-postgres";

export type DatabaseKind = "pglite" | "postgres";

/** All that runs, and can be killed: servers, chain, database, and the proxy between servers and chain. */
export type Stage = NonNullable<Awaited<ReturnType<typeof createStage>>>;

/**
 * More than reorgs need. Left to itself anvil 1.7.1 keeps fewer and fewer states in memory once it has more than 500, in the end
 * ten, and going back to a block whose state it had moved to the disk it loses the code of every contract.
 */
const STATES_KEPT = 128;

type StageOptions = {
  database: DatabaseKind;
  seed: number;
  /** The negative control: servers forget what they had sent. */
  forgetsBytes: boolean;
};

/** @returns null where the database can't be had. */
export async function createStage({ database, seed, forgetsBytes }: StageOptions) {
  const folder = await mkdtemp(join(tmpdir(), "ticketchain-faults-"));
  const chainFolder = join(folder, "chain");
  const postgres = database === "postgres" ? await startOwnPostgres() : null;
  if (database === "postgres" && !postgres) return null;
  const log = pino({ level: "silent" });
  const anvil = await startAnvil({ dataDir: chainFolder, log, statesKept: STATES_KEPT });
  const proxy = await createRpcProxy({ upstream: anvil.rpcUrl, seed });

  const env = {
    RPC_URL: proxy.url,
    CHAIN_ID: "31337",
    DATA_DIR: join(folder, "data"),
    RATE_LIMIT_PER_MINUTE: "0",
    ...(postgres && { DATABASE_URL: postgres.url }),
    ...(forgetsBytes && { FAULTS_FORGET_BYTES: "1" }),
  };
  const web = startChild({ name: "web", env: { ...env, ...(postgres && { PIPELINE: "off" }) } });
  const workers = postgres
    ? ["worker 1", "worker 2"].map((name) => startChild({ name, env: { ...env, FAULTS_ROLE: "worker" } }))
    : [];
  const children: readonly [Child, ...Child[]] = [web, ...workers];
  await Promise.all(children.map((child) => child.up()));
  const firstBlock = await keptBlock(anvil.rpcUrl, anvilFiles(chainFolder).state);
  return {
    rpcUrl: anvil.rpcUrl,
    firstBlock,
    /** How the chain mines, unless it was killed since. */
    pace: { current: "at once" as Pace },
    forgetsBytes,
    chainFolder,
    proxy,
    postgres,
    web,
    workers,
    children,
    async close() {
      await Promise.all(children.map((child) => child.stop()));
      await proxy.close();
      await anvil.stop();
      await postgres?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The head, once it is on the disk: what the servers deployed when they started is there, whatever happens to the chain. */
async function keptBlock(rpcUrl: string, file: string): Promise<number> {
  const client = createTestClient({ mode: "anvil", transport: http(rpcUrl) }).extend(publicActions);
  const head = await client.getBlockNumber();
  const since = Date.now();
  // Something new to be written.
  await client.mine({ blocks: 1 });
  while ((await stat(file)).mtimeMs <= since) await sleep(100);
  return Number(head);
}
