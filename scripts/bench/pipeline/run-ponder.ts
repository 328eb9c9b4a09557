import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Address, createTestClient, http, parseAbiItem, publicActions, zeroAddress } from "viem";
import { z } from "zod";
import { freePort } from "@/lib/runtime/free-port";
import { installPonder, ponderFolder } from "./install-ponder";
import { backfillSeconds, logTail } from "./ponder-log";

/** Of chains that it doesn't know, Ponder takes for final what is so many blocks old; its backfill ends there. */
const FINALITY_BLOCKS = 30n;
const BACKFILL_MS_MAX = 30 * 60_000;
const EXIT_MS_MAX = 10_000;

const transferEvent = parseAbiItem(
  "event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)",
);

export type PonderTask = {
  /** An anvil: blocks are mined on it until Ponder takes `endBlock` for final. */
  rpcUrl: string;
  contracts: readonly Address[];
  startBlock: number;
  endBlock: number;
  /** Empty, and for this run alone. */
  database: { kind: "pglite"; folder: string } | { kind: "postgres"; url: string };
};

const resultSchema = z.object({ tickets: z.int(), chainEvents: z.int(), peakRssBytes: z.number() });

/** `seconds`: of the backfill itself (see `backfillSeconds`). `chainEvents`: rows of the history. */
export type PonderResult = z.infer<typeof resultSchema> & { seconds: number };

/**
 * Indexes these contracts with Ponder, in a process of its own that is gone afterwards. Installs Ponder first if need be.
 * @throws when it can't be installed, fails, takes over half an hour, or has other than the chain's number of tickets; with
 * the end of its log.
 */
export async function runPonder(task: PonderTask): Promise<PonderResult> {
  await installPonder();
  const client = openClient(task.rpcUrl);
  await makeFinal(client, BigInt(task.endBlock));
  const folder = await mkdtemp(join(tmpdir(), "ticketchain-ponder-"));
  const logFile = join(folder, "ponder.log");
  const port = await freePort();
  const child = await start(task, { port, logFile });
  try {
    const seconds = await untilReady(child, logFile);
    const result = resultSchema.parse(await (await fetch(`http://127.0.0.1:${port}/result`)).json());
    const minted = await countMints(client, task);
    if (result.tickets !== minted)
      throw new Error(`Ponder has ${result.tickets} tickets, the chain has ${minted}.`);
    return { ...result, seconds };
  } catch (error) {
    throw new Error(`Ponder's run failed: ${String(error)}\n${await logTail(logFile)}`, { cause: error });
  } finally {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(
  { rpcUrl, contracts, startBlock, endBlock, database }: PonderTask,
  { port, logFile }: { port: number; logFile: string },
): Promise<ChildProcess> {
  const program = join(ponderFolder, "node_modules", "ponder", "dist", "esm", "bin", "ponder.js");
  const options = ["--schema", "bench", "--log-format", "json", "--log-level", "info"];
  const log = await open(logFile, "w");
  try {
    return spawn(process.execPath, [program, "start", "--hostname", "127.0.0.1", ...options], {
      cwd: ponderFolder,
      stdio: ["ignore", log.fd, log.fd],
      env: {
        ...process.env,
        NODE_ENV: "production",
        NODE_OPTIONS: "",
        PONDER_TELEMETRY_DISABLED: "true",
        PORT: String(port),
        BENCH_RPC_URL: rpcUrl,
        BENCH_CONTRACTS: contracts.join(),
        BENCH_START_BLOCK: String(startBlock),
        BENCH_END_BLOCK: String(endBlock),
        BENCH_POSTGRES_URL: database.kind === "postgres" ? database.url : "",
        BENCH_PGLITE_FOLDER: database.kind === "pglite" ? database.folder : "",
      },
    });
  } finally {
    await log.close();
  }
}

/** @returns the seconds that the backfill took. */
async function untilReady(child: ChildProcess, logFile: string): Promise<number> {
  const deadlineMs = Date.now() + BACKFILL_MS_MAX;
  for (;;) {
    const seconds = await backfillSeconds(logFile);
    if (seconds !== null) return seconds;
    if (hasEnded(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}.`);
    if (Date.now() > deadlineMs) throw new Error("it isn't ready after half an hour.");
    await sleep(200);
  }
}

const openClient = (rpcUrl: string) =>
  createTestClient({ mode: "anvil", transport: http(rpcUrl, { timeout: 60_000 }) }).extend(publicActions);
type Client = ReturnType<typeof openClient>;

async function makeFinal(client: Client, block: bigint): Promise<void> {
  const missing = block + FINALITY_BLOCKS - (await client.getBlockNumber());
  if (missing > 0n) await client.mine({ blocks: Number(missing) });
}

async function countMints(client: Client, { contracts, startBlock, endBlock }: PonderTask): Promise<number> {
  let mints = 0;
  for (const address of contracts) {
    const logs = await client.getLogs({
      address,
      event: transferEvent,
      args: { from: zeroAddress },
      fromBlock: BigInt(startBlock),
      toBlock: BigInt(endBlock),
    });
    mints += logs.length;
  }
  return mints;
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** Its bundler, a process of its own, ends when its pipe to Ponder closes. */
async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const hard = setTimeout(() => child.kill("SIGKILL"), EXIT_MS_MAX);
  await exited;
  clearTimeout(hard);
}
