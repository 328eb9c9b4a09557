import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/lib/runtime/free-port";
import { createApi } from "../../example/api";
import { repository } from "../../lib/repository";
import { mintByApi } from "./mint-by-api";
import type { Location } from "./new-database";

const START_MS_MAX = 300_000;
const ROUNDS = 3;
export const TICKETS = 10_000;

/**
 * The server as `npm start` runs it, on a new data folder and this database, with its own chain.
 * @returns tickets per second of each round.
 */
export async function measureMinting(location: Location): Promise<number[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "ticketchain-bench-"));
  const server = await startServer({
    DATA_DIR: dataDir,
    RATE_LIMIT_PER_MINUTE: "0",
    LOG_LEVEL: "warn",
    ...(location.kind === "postgres" && { DATABASE_URL: location.url }),
  });
  try {
    const apiKey = (await readFile(join(dataDir, "demo-api-key"), "utf8")).trim();
    const api = createApi({ appUrl: server.url, apiKey });
    const rates: number[] = [];
    for (let round = 0; round < ROUNDS; round++) rates.push(await mintByApi(api, TICKETS));
    return rates;
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function startServer(env: Record<string, string>) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["bin/run.mjs", "scripts/start.ts"], {
    cwd: repository,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const deadlineMs = Date.now() + START_MS_MAX;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadlineMs) throw new Error("The server did not come up.");
    await sleep(200);
  }
  return {
    url,
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/v1/ready`).catch(() => null);
  return response?.ok ?? false;
}
