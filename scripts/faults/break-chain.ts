import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTestClient, http, publicActions } from "viem";
import { z } from "zod";
import type { Random } from "./random";

const REORG_DEPTH_MAX = 32;

const processSchema = z.object({ pid: z.int() });

/** Ends the chain as a power cut would: up to a second of blocks is lost. It is started again by who runs it. */
export async function killChain(dataDir: string): Promise<void> {
  const { pid } = processSchema.parse(JSON.parse(await readFile(join(dataDir, "anvil.json"), "utf8")));
  process.kill(pid, "SIGKILL");
}

/**
 * Replaces the newest blocks by others: with none of their transactions, or with those that chance keeps, in as many blocks.
 * @returns what was done, for people.
 */
export async function reorg(rpcUrl: string, random: Random): Promise<string> {
  const client = createTestClient({ mode: "anvil", transport: http(rpcUrl) }).extend(publicActions);
  const head = Number(await client.getBlockNumber());
  const depth = Math.min(random.between(1, REORG_DEPTH_MAX), head - 1);
  if (depth < 1) return "reorg of nothing";
  if (random.chance(0.25)) {
    await client.request({ method: "anvil_rollback", params: [depth] } as never);
    return `chain shortened by ${depth}`;
  }
  const kept = random.chance(0.5) ? await keepSome(client, { head, depth }, random) : [];
  await client.request({ method: "anvil_reorg", params: [depth, kept] } as never);
  return `reorg of ${depth}, ${kept.length} transactions kept`;
}

type AnyClient = {
  request(args: never): Promise<unknown>;
  getBlock(args: { blockNumber: bigint }): Promise<{ transactions: readonly unknown[] }>;
};

async function keepSome(client: AnyClient, { head, depth }: { head: number; depth: number }, random: Random) {
  const kept: [string, number][] = [];
  for (let number = head - depth + 1; number <= head; number++) {
    const block = await client.getBlock({ blockNumber: BigInt(number) });
    for (const hash of block.transactions) {
      const raw = await client.request({ method: "eth_getRawTransactionByHash", params: [hash] } as never);
      // Nonces have to stay in order: all up to the first that is dropped.
      if (random.chance(0.15)) return kept;
      if (typeof raw === "string") kept.push([raw, number - (head - depth + 1)]);
    }
  }
  return kept;
}
