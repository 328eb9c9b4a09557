import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@/lib/client/create-client";
import type { Location } from "../new-database";
import { startServer } from "../start-server";
import { mintByApi } from "./mint-by-api";

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
    const api = createClient({ baseUrl: server.url, apiKey });
    const rates: number[] = [];
    for (let round = 0; round < ROUNDS; round++) rates.push(await mintByApi(api, TICKETS));
    return rates;
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
