import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { startAnvil } from "@/lib/runtime/anvil";
import { createRpcProxy } from "@/test/rpc-proxy/create-rpc-proxy";
import { type Child, startChild } from "./child";
import { startOwnPostgres } from "./own-postgres";

export type DatabaseKind = "pglite" | "postgres";

/** All that runs, and can be killed: servers, chain, database, and the proxy between servers and chain. */
export type Stage = NonNullable<Awaited<ReturnType<typeof createStage>>>;

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
  const anvil = await startAnvil({ dataDir: chainFolder, log: pino({ level: "silent" }) });
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
  return {
    rpcUrl: anvil.rpcUrl,
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
