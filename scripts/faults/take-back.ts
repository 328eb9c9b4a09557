import { setTimeout as sleep } from "node:timers/promises";
import { setPace } from "./set-pace";
import type { Stage } from "./stage";
import { type ChainClient, testClient } from "./test-client";

/** What became of the newest blocks' transactions. */
type Taken = { kept: number; dropped: number };

/** What became of the newest blocks. */
export type Broken = Taken & { depth: number };

/** So many blocks in a row that nobody but us has mined. */
const CALM_BLOCKS = 3;

/**
 * Takes blocks back with `go`, as deep as asked below what anybody has seen, if the chain goes so far. anvil has no states of blocks
 * that it had loaded from a file but of the newest ("Required data unavailable"), so soon after it was killed it can't go back behind
 * them: then half as deep, and so on.
 */
export async function takeBack(
  chain: Stage,
  asked: number,
  go: (client: ChainClient, depth: number) => Promise<Taken>,
): Promise<Broken> {
  const client = testClient(chain.rpcUrl);
  return chain.proxy.whileHeld(async () => {
    const seen = Number(await client.getBlockNumber());
    const unseen = (await calmDown(client)) - seen;
    let broken: Broken = { depth: 0, kept: 0, dropped: 0 };
    for (let depth = Math.min(asked, seen - chain.firstBlock); depth > 0; depth = Math.floor(depth / 2)) {
      try {
        broken = { depth, ...(await go(client, depth + unseen)) };
        break;
      } catch (error) {
        if (!String(error).includes("Required data unavailable")) throw error;
      }
    }
    await setPace(chain, chain.pace.current);
    return broken;
  });
}

/**
 * Waits until anvil mines nothing any more. It doesn't guard taking blocks back against mining: a block that is being mined gets
 * the number that it would have had, and leaves a hole of blocks below it that are null for good. Without requests, and with
 * mining off, what it has in its queue ends soon; it tells nobody when, but shows by mining between two blocks of ours.
 * @returns the head then.
 */
async function calmDown(client: ChainClient): Promise<number> {
  await client.setIntervalMining({ interval: 0 });
  let head = Number(await client.getBlockNumber());
  for (let calm = 0; calm < CALM_BLOCKS; ) {
    await client.mine({ blocks: 1 });
    const now = Number(await client.getBlockNumber());
    calm = now === head + 1 ? calm + 1 : 0;
    head = now;
    await sleep(5);
  }
  return head;
}
