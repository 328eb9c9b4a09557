import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createPublicClient } from "viem";
import { rpcTransport } from "@/lib/chain/rpc/rpc-transport";
import { openDatabase } from "@/lib/db/open-database";
import { type Env, parseEnv } from "@/lib/env";
import { startAnvil } from "@/lib/runtime/anvil";
import { BootError } from "@/lib/runtime/boot-error";
import { createLog } from "@/lib/runtime/create-log";
import { lockDataDir } from "@/lib/runtime/data-dir-lock";
import { requireChain, requireDatabase } from "@/lib/runtime/preflight";
import { repository } from "./repository";

/**
 * The database and the chain of the server with this environment, for reading: nothing is deployed, migrated or started but the
 * embedded chain. `open` takes care of closing them.
 * @throws {EnvError | BootError} also when the server has its embedded parts open.
 */
export async function openForAudit(open: AsyncDisposableStack) {
  process.chdir(repository);
  const env = parseEnv(process.env);
  await Promise.all([requireDatabase(env), requireChain(env)]);
  const dataDir = resolve(env.dataDir);
  const folder = join(dataDir, "database");
  if (env.database.kind === "pglite" && !existsSync(folder))
    throw new BootError(`There is nothing to audit yet: ${folder} does not exist.`);
  if (env.database.kind === "pglite" || env.chain.kind === "embedded") {
    const lock = lockDataDir(dataDir);
    open.defer(() => lock.release());
  }
  const urls = env.chain.kind === "rpc" ? env.chain.rpcUrls : ([await openEmbeddedChain(open, env)] as const);
  const { transport } = rpcTransport({ urls, chainId: env.chainId });
  const client = createPublicClient({ transport });
  const { db, close } = await openDatabase(
    env.database.kind === "pglite" ? { kind: "pglite", folder } : env.database,
  );
  open.defer(close);
  return { db, chain: { chainId: env.chainId, client } };
}

async function openEmbeddedChain(open: AsyncDisposableStack, env: Env): Promise<string> {
  const anvil = await startAnvil({ dataDir: resolve(env.dataDir), log: createLog(env.logLevel) });
  open.defer(() => anvil.stop());
  return anvil.rpcUrl;
}
