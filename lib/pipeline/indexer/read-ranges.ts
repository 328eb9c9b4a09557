import type { Address, Hash } from "viem";
import type { Chain } from "@/lib/chain/chain";
import { BLOCKS_FIRST, isRangeRefusal, nextSize } from "./range-size";
import { type BlockRange, readFinalRange, readRange } from "./read-range";

/** Where reading begins, how far it goes, and which events' contracts are listened to. */
export type RangesQuery = {
  after: { blockNumber: number; blockHash: Hash };
  target: number;
  finalized: number;
  contracts: readonly Address[];
};

/** Blocks read in one go where each is read with its header. */
const HEADERS_MAX = 100;

/**
 * Range after range up to the target: large ones of what is final, as large as the node gives, small ones above.
 * @throws {ReorgWhileReading} when a range could not be read as one chain, or does not follow the one before.
 */
export async function* readRanges(
  chain: Pick<Chain, "client">,
  query: RangesQuery,
): AsyncGenerator<BlockRange, void> {
  const { target, finalized, contracts } = query;
  let { blockNumber: at, blockHash: parentHash } = query.after;
  let blocks = BLOCKS_FIRST;
  while (at < target) {
    const to = rangeEnd(at, { target, finalized, blocks });
    const size = to - at;
    const read = to <= finalized ? readFinalRange : readRange;
    const range = await read(chain, { from: at + 1, to, contracts, parentHash }).catch((error: unknown) => {
      if (size === 1 || !isRangeRefusal(error)) throw error;
      return null;
    });
    blocks = range ? nextSize(size, range.facts.length) : Math.floor(size / 2);
    const last = range?.headers.at(-1);
    if (!range || !last) continue;
    [at, parentHash] = [last.number, last.hash];
    yield range;
  }
}

function rangeEnd(at: number, limits: { target: number; finalized: number; blocks: number }): number {
  const { target, finalized, blocks } = limits;
  if (at < finalized) return Math.min(target, finalized, at + blocks);
  return Math.min(target, at + Math.min(blocks, HEADERS_MAX));
}
