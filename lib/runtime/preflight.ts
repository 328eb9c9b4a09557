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

/**
 * @throws {BootError} when none of the configured nodes answers, or any serves another chain. Those that don't answer
 * may come back later, as long as one does.
 */
export async function requireChain(env: Env): Promise<void> {
  if (env.chain.kind !== "rpc") return;
  const asked = await Promise.allSettled(env.chain.rpcUrls.map((url) => requireChainId(url, env.chainId)));
  const reasons = asked.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
  const wrongChain = reasons.find((reason) => reason instanceof BootError);
  if (wrongChain) throw wrongChain;
  if (reasons.length < asked.length) return;
  const hosts = env.chain.rpcUrls.map((url, i) => `${new URL(url).host} (${reasonOf(reasons[i])})`);
  throw new BootError(
    `RPC_URL: no answer from the node at ${hosts.join(", nor from ")}. ` +
      "Correct RPC_URL, or leave RPC_URL and CHAIN_ID out to use the embedded chain.",
  );
}

/** @throws {BootError} when the node serves another chain, viem's errors when it does not answer. */
async function requireChainId(rpcUrl: string, expected: number): Promise<void> {
  const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 1, timeout: PATIENCE_MS / 2 }) });
  const chainId = await client.getChainId();
  if (chainId === expected) return;
  // A node's URL may hold its key: only the host is shown.
  throw new BootError(
    `RPC_URL: the node at ${new URL(rpcUrl).host} serves chain ${chainId}, but CHAIN_ID is ${expected}. Set both to the same chain.`,
  );
}
