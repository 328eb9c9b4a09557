import type { Hex } from "viem";
import { z } from "zod";
import type { Random } from "./random";
import type { Stage } from "./stage";
import { type Broken, takeBack } from "./take-back";
import type { ChainClient } from "./test-client";

const DEPTH_MAX = 32;

const rawSchema = z.custom<Hex>((value) => typeof value === "string");

/** Takes the newest blocks away, and all transactions in them. */
export async function shorten(chain: Stage, random: Random): Promise<Broken> {
  return takeBack(chain, random.between(1, DEPTH_MAX), async (client, depth) => {
    const dropped = (await rawTransactions(client, depth)).length;
    await client.request({ method: "anvil_rollback", params: [depth] } as never);
    return { kept: 0, dropped };
  });
}

/**
 * Replaces the newest blocks by as many others: with none of their transactions, or with the first of them, in blocks that may
 * be others than before. Nonces stay in order: what comes after a transaction that is dropped is dropped as well.
 */
export async function reorg(chain: Stage, random: Random): Promise<Broken> {
  const share = Math.max(0, 1 - random.below(100) / 50);
  const later = random.below(4);
  return takeBack(chain, random.between(1, DEPTH_MAX), async (client, depth) => {
    const all = await rawTransactions(client, depth);
    const kept = all.slice(0, Math.floor(all.length * share));
    const moved = kept.map(({ raw, place }) => [raw, Math.min(depth - 1, place + later)]);
    await client.request({ method: "anvil_reorg", params: [depth, moved] } as never);
    return { kept: kept.length, dropped: all.length - kept.length };
  });
}

/** The signed transactions of the newest blocks in their order. `place` counts the blocks. */
async function rawTransactions(client: ChainClient, depth: number): Promise<{ raw: Hex; place: number }[]> {
  const first = Number(await client.getBlockNumber()) - depth + 1;
  const found: { raw: Hex; place: number }[] = [];
  for (let place = 0; place < depth; place++) {
    const block = await client.getBlock({ blockNumber: BigInt(first + place) });
    for (const hash of block.transactions) {
      const raw = await client.request({ method: "eth_getRawTransactionByHash", params: [hash] } as never);
      found.push({ raw: rawSchema.parse(raw), place });
    }
  }
  return found;
}
