import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import { withBareAnvil } from "../bare-anvil";
import type { DatabaseKind, Location } from "../new-database";
import { startServer } from "../start-server";
import { fillDatabase } from "./fill-database";

/** A server over a database with so many tickets. */
export type FilledServer = { url: string; apiKey: string; tickets: number };

const API_KEY = "tc_benchmarkbenchmarkbenchmark";

/**
 * Fills a new database, and uses a server over it as `npm start` runs it, with a chain of its own. On Postgres, where that is
 * possible, no pipeline runs beside the requests.
 */
export async function withServer<T>(
  kind: DatabaseKind,
  tickets: number,
  use: (server: FilledServer) => Promise<T>,
): Promise<T> {
  return kind.withNew(async (location) => {
    const dataDir = await mkdtemp(join(tmpdir(), "ticketchain-bench-"));
    const hasPipeline = location.kind === "pglite";
    try {
      await fillDatabase({ location: inFolder(location, dataDir), tickets, apiKey: API_KEY, hasPipeline });
      return await withBareAnvil(async (rpcUrl) => {
        const server = await startServer({
          DATA_DIR: dataDir,
          RPC_URL: rpcUrl,
          CHAIN_ID: String(LOCAL_CHAIN_ID),
          RATE_LIMIT_PER_MINUTE: "0",
          LOG_LEVEL: "warn",
          ...(location.kind === "postgres" && { DATABASE_URL: location.url, PIPELINE: "off" }),
        });
        try {
          return await use({ url: server.url, apiKey: API_KEY, tickets });
        } finally {
          await server.stop();
        }
      });
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
}

/** The server keeps its embedded database in its data folder. */
function inFolder(location: Location, dataDir: string): Location {
  return location.kind === "pglite" ? { kind: "pglite", folder: join(dataDir, "database") } : location;
}
