import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestClient, type Hex, http, publicActions } from "viem";
import { z } from "zod";
import type { Random } from "./random";
import type { Stage } from "./stage";

const REORG_DEPTH_MAX = 32;

const processSchema = z.object({ pid: z.int() });

export type Pace = "at once" | "once a second";

/** What became of the newest blocks. */
export type Broken = { depth: number; kept: number; dropped: number };

type AnyChain = Pick<Stage, "rpcUrl" | "proxy" | "firstBlock" | "pace">;

/** Ends the chain as a power cut would: up to a second of blocks is lost. It is started again by who runs it. */
export async function killChain(dataDir: string): Promise<void> {
  const { pid } = processSchema.parse(JSON.parse(await readFile(join(dataDir, "anvil.json"), "utf8")));
  process.kill(pid, "SIGKILL");
}

/**
 * Mines at once what is sent, or once a second what has come together: then transactions are on their way for longer, as on other
 * chains. A chain that is started again mines at once.
 */
export async function setPace(chain: Pick<AnyChain, "rpcUrl" | "pace">, pace: Pace): Promise<void> {
  const client = connect(chain);
  chain.pace.current = pace;
  if (pace === "once a second") return client.setIntervalMining({ interval: 1 });
  // In this order: no interval is no mining at all for anvil.
  await client.setIntervalMining({ interval: 0 });
  await client.setAutomine(true);
}

/** Takes the newest blocks away, and all transactions in them. */
export async function shorten(chain: AnyChain, random: Random): Promise<Broken> {
  const client = connect(chain);
  const asked = random.between(1, REORG_DEPTH_MAX);
  return reach(chain, asked, async (depth) => {
    const dropped = (await rawTransactions(client, depth)).length;
    await client.request({ method: "anvil_rollback", params: [depth] } as never);
    return { kept: 0, dropped };
  });
}

/**
 * Replaces the newest blocks by as many others: with none of their transactions, or with the first of them, in blocks that may
 * be others than before. Nonces stay in order: what comes after a transaction that is dropped is dropped as well.
 */
export async function reorg(chain: AnyChain, random: Random): Promise<Broken> {
  const client = connect(chain);
  const asked = random.between(1, REORG_DEPTH_MAX);
  const share = random.below(100) / 50;
  const late = random.below(4);
  return reach(chain, asked, async (depth) => {
    const all = await rawTransactions(client, depth);
    const kept = all.slice(0, Math.floor(all.length * Math.max(0, 1 - share)));
    const moved = kept.map(({ raw, place }) => [raw, Math.min(depth - 1, place + late)]);
    await client.request({ method: "anvil_reorg", params: [depth, moved] } as never);
    return { kept: kept.length, dropped: all.length - kept.length };
  });
}

function connect({ rpcUrl }: Pick<AnyChain, "rpcUrl">) {
  return createTestClient({ mode: "anvil", transport: http(rpcUrl) }).extend(publicActions);
}

type Client = ReturnType<typeof connect>;

/**
 * As deep as asked below what anybody has seen, if the chain goes so far. anvil keeps no states of blocks that it had loaded from a file but of the newest
 * ("Required data unavailable"), so soon after it was killed it can't go back behind them: then half as deep, and so on.
 */
async function reach(
  chain: AnyChain,
  asked: number,
  go: (depth: number) => Promise<Omit<Broken, "depth">>,
): Promise<Broken> {
  return chain.proxy.whileHeld(async () => {
    const client = connect(chain);
    const head = Number(await client.getBlockNumber({ cacheTime: 0 }));
    const more = (await calmDown(client)) - head;
    let broken: Broken = { depth: 0, kept: 0, dropped: 0 };
    for (let depth = Math.min(asked, head - chain.firstBlock); depth > 0; depth = Math.floor(depth / 2)) {
      try {
        broken = { depth, ...(await go(depth + more)) };
        break;
      } catch (error) {
        if (!String(error).includes("Required data unavailable")) throw error;
      }
    }
    await setPace(chain, chain.pace.current);
    return broken;
  });
}

/** So many blocks in a row that nobody but us has mined. */
const CALM_BLOCKS = 3;

/**
 * Waits until anvil mines nothing any more. It doesn't guard taking blocks back against mining: a block that is being mined gets
 * the number that it would have had, and leaves a hole of blocks below it that are null for good. Without requests, and with
 * mining off, what it has in its queue ends soon; it tells nobody when, but shows by mining between two blocks of ours.
 * @returns the head then.
 */
async function calmDown(client: Client): Promise<number> {
  await client.setIntervalMining({ interval: 0 });
  let head = Number(await client.getBlockNumber({ cacheTime: 0 }));
  for (let calm = 0; calm < CALM_BLOCKS; ) {
    await client.mine({ blocks: 1 });
    const now = Number(await client.getBlockNumber({ cacheTime: 0 }));
    calm = now === head + 1 ? calm + 1 : 0;
    head = now;
    await sleep(5);
  }
  return head;
}

/** The signed transactions of the newest blocks in their order. `place` counts the blocks. */
async function rawTransactions(client: Client, depth: number): Promise<{ raw: Hex; place: number }[]> {
  const head = Number(await client.getBlockNumber({ cacheTime: 0 }));
  const found: { raw: Hex; place: number }[] = [];
  for (let place = 0; place < depth; place++) {
    const block = await client.getBlock({ blockNumber: BigInt(head - depth + 1 + place) });
    for (const hash of block.transactions) {
      const raw = await client.request({ method: "eth_getRawTransactionByHash", params: [hash] } as never);
      found.push({ raw: z.custom<Hex>((value) => typeof value === "string").parse(raw), place });
    }
  }
  return found;
}
