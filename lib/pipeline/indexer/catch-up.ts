import type { PipelineContext } from "../context";
import { applyFacts } from "./apply-facts";
import { advanceCursor, type Cursor, loadCursor, lockCursor } from "./cursor";
import { knownContracts } from "./known-contracts";
import { BLOCKS_FIRST, isRangeRefusal, nextSize } from "./range-size";
import { ReorgWhileReading, readFinalRange, readRange } from "./read-range";

/** Where the chain ends, and so far as it will not change. */
export type Heights = { head: number; finalized: number };

/** Blocks read in one go where each is read with its header. */
const HEADERS_MAX = 100;

/**
 * Indexes range after range: large ones of what is final, as large as the node gives, small ones above.
 * @returns where the index stands; null when a range could not be read as one chain: the next round looks for the reorg.
 */
export async function catchUp(
  ctx: PipelineContext,
  cursor: Cursor,
  heights: Heights,
): Promise<Cursor | null> {
  const target = heights.head - (ctx.confirmations - 1);
  let at = cursor;
  let blocks = BLOCKS_FIRST;
  while (at.blockNumber < target) {
    const to = rangeEnd(at.blockNumber, { target, finalized: heights.finalized, blocks });
    const size = to - at.blockNumber;
    try {
      const facts = await indexRange(ctx, at, { to, isFinal: to <= heights.finalized });
      if (facts === null) return null;
      blocks = nextSize(size, facts);
    } catch (error) {
      if (error instanceof ReorgWhileReading) return null;
      if (size === 1 || !isRangeRefusal(error)) throw error;
      blocks = Math.floor(size / 2);
    }
    at = (await loadCursor(ctx.db, ctx.chain.chainId)) ?? at;
  }
  return at;
}

function rangeEnd(at: number, limits: { target: number; finalized: number; blocks: number }): number {
  const { target, finalized, blocks } = limits;
  if (at < finalized) return Math.min(target, finalized, at + blocks);
  return Math.min(target, at + Math.min(blocks, HEADERS_MAX));
}

/** How many facts the range had; null when another process was there first. */
async function indexRange(
  ctx: PipelineContext,
  cursor: Cursor,
  { to, isFinal }: { to: number; isFinal: boolean },
): Promise<number | null> {
  const contracts = await knownContracts(ctx.db, ctx.chain.chainId);
  const query = { from: cursor.blockNumber + 1, to, contracts, parentHash: cursor.blockHash };
  const range = await (isFinal ? readFinalRange : readRange)(ctx.chain, query);
  return ctx.db.transaction(async (tx) => {
    if (!(await lockCursor(tx, cursor))) return null;
    await applyFacts(tx, ctx.chain.chainId, range.facts);
    await advanceCursor(tx, ctx.chain.chainId, range.headers);
    return range.facts.length;
  });
}
