import type { PipelineContext } from "../context";
import { applyFacts } from "./apply-facts";
import { advanceCursor, type Cursor, loadCursor, lockCursor } from "./cursor";
import { knownContracts } from "./known-contracts";
import { readAhead } from "./read-ahead";
import { type BlockRange, ReorgWhileReading } from "./read-range";
import { readRanges } from "./read-ranges";

/** Where the chain ends, and so far as it will not change. Read before anything else: what is published later comes later. */
export type Heights = { head: number; finalized: number };

/**
 * Indexes range after range, each with its cursor in one transaction, and reads the next one meanwhile.
 * @returns where the index stands; null when a range could not be read as one chain, or another process was there first: the
 * next round looks again.
 */
export async function catchUp(
  ctx: PipelineContext,
  cursor: Cursor,
  { head, finalized }: Heights,
): Promise<Cursor | null> {
  const target = head - (ctx.confirmations - 1);
  if (cursor.blockNumber >= target) return cursor;
  const contracts = await knownContracts(ctx.db, ctx.chain.chainId);
  const ranges = readRanges(ctx.chain, { after: cursor, target, finalized, contracts });
  let at: Cursor | null = cursor;
  try {
    for await (const range of readAhead(ranges)) {
      at = await index(ctx, at, range);
      if (!at) return null;
    }
  } catch (error) {
    if (error instanceof ReorgWhileReading) return null;
    throw error;
  }
  return at;
}

async function index(
  ctx: PipelineContext,
  at: Cursor,
  { facts, headers }: BlockRange,
): Promise<Cursor | null> {
  const { chainId } = ctx.chain;
  return ctx.db.transaction(async (tx) => {
    if (!(await lockCursor(tx, at))) return null;
    await applyFacts(tx, chainId, facts);
    await advanceCursor(tx, chainId, headers);
    return loadCursor(tx, chainId);
  });
}
