import { Client } from "pg";
import { createPublicClient, http } from "viem";
import type { Env } from "@/lib/env";
import { BootError, reasonOf } from "./boot-error";

const PATIENCE_MS = 8_000;

/** @throws {BootError} when the configured Postgres can't be used. Opens nothing of the embedded database. */
export async function requireDatabase(env: Env): Promise<void> {
  if (env.database.kind !== "postgres") return;
  const client = new Client({ connectionString: env.database.url, connectionTimeoutMillis: PATIENCE_MS });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname, username } = new URL(env.database.url);
    throw new BootError(
      `DATABASE_URL: no connection to the database ${pathname.slice(1)} at ${host} as ${username || "the default user"} ` +
        `(${reasonOf(error)}). Start that server or correct DATABASE_URL; leave it out to use the embedded database.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/** @throws {BootError} when the configured node does not answer, or serves another chain. */
export async function requireChain(env: Env): Promise<void> {
  if (env.chain.kind !== "rpc") return;
  const { rpcUrl } = env.chain;
  const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 1, timeout: PATIENCE_MS / 2 }) });
  // A node's URL may hold its key: only the host is shown.
  const { host } = new URL(rpcUrl);
  const chainId = await client.getChainId().catch((error: unknown) => {
    throw new BootError(
      `RPC_URL: the node at ${host} does not answer (${reasonOf(error)}). ` +
        "Correct RPC_URL, or leave RPC_URL and CHAIN_ID out to use the embedded chain.",
    );
  });
  if (chainId === env.chainId) return;
  throw new BootError(
    `RPC_URL: the node at ${host} serves chain ${chainId}, but CHAIN_ID is ${env.chainId}. Set both to the same chain.`,
  );
}
