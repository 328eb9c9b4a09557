import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { z } from "zod";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import { type AnvilFiles, anvilFiles, replaceFile, settleState } from "./anvil-files";
import { askAnvil } from "./anvil-rpc";
import { keepSnapshots } from "./anvil-snapshots";
import { BootError } from "./boot-error";
import { freePort } from "./free-port";
import { identityOf, isAlive } from "./process-lock.mjs";
import { spawnAnvil } from "./spawn-anvil";

const READY_MS_MAX = 30_000;
const EXIT_MS_MAX = 15_000;
const RESTART_PAUSE_MS = 1_000;

export type Anvil = {
  rpcUrl: string;
  /** Ends anvil with its state written. */
  stop(): Promise<void>;
};

type AnvilOptions = {
  dataDir: string;
  log: Logger;
  /** For tests that take blocks back: so many blocks' states are kept, in memory. Otherwise anvil decides. */
  statesKept?: number | null;
};

/**
 * The embedded chain: an anvil child that goes on where it stopped. Started again, on the same port, should it die.
 * The caller holds the data directory's lock.
 * @throws {BootError} when the kept state is damaged, or anvil does not come up.
 */
export async function startAnvil({ dataDir, log, statesKept = null }: AnvilOptions): Promise<Anvil> {
  await mkdir(dataDir, { recursive: true });
  const files = anvilFiles(dataDir);
  await endPrevious(files);
  const port = await freePort();
  const start = () => launch(files, { port, statesKept });
  const rpcUrl = `http://127.0.0.1:${port}`;

  let stopping = false;
  let child = await start();
  const snapshots = keepSnapshots({ rpcUrl, file: files.state, log });
  watch();
  await snapshots.start();

  function watch(): void {
    const { stdin } = child;
    child.once("exit", (code, signal) => {
      stdin?.destroy();
      if (stopping) return;
      log.error({ code, signal }, "the embedded chain ended unexpectedly; starting it again");
      void restart();
    });
  }

  async function restart(): Promise<void> {
    while (!stopping) {
      try {
        child = await start();
        if (stopping) return end(child);
        return watch();
      } catch (error) {
        log.error({ err: error }, "the embedded chain does not come up; trying again");
        await sleep(RESTART_PAUSE_MS);
      }
    }
  }

  return {
    rpcUrl,
    async stop() {
      stopping = true;
      await snapshots.stop();
      await end(child);
      await settleState(files);
      await rm(files.process, { force: true });
    },
  };
}

type LaunchOptions = { port: number; statesKept: number | null };

async function launch(files: AnvilFiles, { port, statesKept }: LaunchOptions): Promise<ChildProcess> {
  await settleState(files);
  const child = spawnAnvil(files, { port, statesKept, hasState: existsSync(files.state) });
  const { pid } = child;
  if (pid) await replaceFile(files.process, Buffer.from(JSON.stringify({ ...identityOf(pid), port })));
  await ready(child, files, `http://127.0.0.1:${port}`);
  return child;
}

async function ready(child: ChildProcess, files: AnvilFiles, rpcUrl: string): Promise<void> {
  const deadlineMs = Date.now() + READY_MS_MAX;
  for (;;) {
    const chainId = await askAnvil(rpcUrl, { method: "eth_chainId", result: z.string() }).catch(() => null);
    // A stranger could have taken the port: only the answer of a child that still runs counts.
    if (hasEnded(child) || Date.now() > deadlineMs) throw await notReady(child, files);
    if (chainId !== null && Number(chainId) === LOCAL_CHAIN_ID) return;
    await sleep(50);
  }
}

async function notReady(child: ChildProcess, files: AnvilFiles): Promise<BootError> {
  await end(child);
  const said = (await readFile(files.log, "utf8").catch(() => "")).trim().split("\n")[0];
  return new BootError(
    `The embedded chain does not start${said ? `: ${said}` : ""} (more in ${files.log}). ` +
      "Try again, or set RPC_URL and CHAIN_ID to a chain of your own.",
  );
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** SIGTERM makes anvil write its state; only if it hangs it is killed, and the last snapshot counts. */
async function end(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) {
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), EXIT_MS_MAX);
    await exited;
    clearTimeout(timer);
  }
  child.stdin?.destroy();
}

const processSchema = z.object({ pid: z.int().positive(), startedAs: z.string().nullable() });

/** After a kill -9 of the app its anvil may still be writing its state: that one is the newest, so it is awaited. */
async function endPrevious(files: AnvilFiles): Promise<void> {
  const previous = processSchema.safeParse(await readJson(files.process)).data;
  if (!previous) return;
  const startedMs = Date.now();
  while (isAlive(previous)) {
    const waitedMs = Date.now() - startedMs;
    if (waitedMs > EXIT_MS_MAX) {
      throw new BootError(
        `An earlier start left its chain running (process ${previous.pid}), and it does not end. ` +
          `End it (kill ${previous.pid}) and start again.`,
      );
    }
    // Its watcher should have told it already.
    if (waitedMs > EXIT_MS_MAX / 3) process.kill(previous.pid, "SIGTERM");
    await sleep(50);
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return null;
  }
}
