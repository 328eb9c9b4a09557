import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Database } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { cursors } from "@/lib/db/schema/pipeline";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import { failActions } from "../batcher/fail-actions";
import type { PipelineContext } from "../context";
import { applyFacts } from "./apply-facts";
import { advanceCursor, type Cursor, loadCursor, lockCursor, rememberedBlocks, startCursor } from "./cursor";
import { type BlockRange, ReorgWhileReading, readHeader, readRange } from "./read-range";
import { isCanonical, rollBack } from "./roll-back";
import { exhaustedActions, finaliseActions, settleMined } from "./settle-transactions";

/** Blocks read in one go while catching up. */
const RANGE_MAX = 100;

/**
 * Reads the chain up to the confirmed head: the only writer of what the chain says. Each range is written in one
 * database transaction together with the cursor.
 * @throws RPC errors; the index then stands where the last finished range ended.
 */
export async function advanceIndex(ctx: PipelineContext): Promise<void> {
  const { chain, db } = ctx;
  const [head, finalized] = await Promise.all([latestNumber(ctx), finalizedNumber(ctx)]);
  const cursor = (await loadCursor(db, chain.chainId)) ?? (await begin(ctx));
  if (!(await isCanonical(ctx, { number: cursor.blockNumber, hash: cursor.blockHash }))) {
    await requireNotBehind(ctx, { head, cursor });
    await rollBack(ctx, cursor);
    return advanceIndex(ctx);
  }

  let at = cursor;
  const target = head - (ctx.confirmations - 1);
  while (at.blockNumber < target) {
    const to = Math.min(target, at.blockNumber + RANGE_MAX);
    if (!(await indexRange(ctx, at, to))) return;
    at = (await loadCursor(db, chain.chainId)) ?? at;
  }
  await settleMined(ctx, at, finalized);
  await noteHead(db, chain.chainId, { head, finalized });
  await finaliseActions(db, Math.min(finalized, at.blockNumber));
  const exhausted = await exhaustedActions(db);
  await failActions(
    db,
    exhausted.map((id) => ({ id, code: "Reverted", detail: "Its transactions reverted again and again." })),
  );
}

async function begin(ctx: PipelineContext): Promise<Cursor> {
  const { chainId } = ctx.chain;
  await startCursor(ctx.db, chainId, await readHeader(ctx.chain, await latestNumber(ctx)));
  const cursor = await loadCursor(ctx.db, chainId);
  if (!cursor) throw new Error("The index's cursor was not stored.");
  return cursor;
}

/**
 * A node that knows our blocks up to its head, but none above, is behind, and no reorg has happened: wait for it. The local
 * chain is one node, so what it doesn't know is lost.
 */
async function requireNotBehind(ctx: PipelineContext, at: { head: number; cursor: Cursor }): Promise<void> {
  const { head, cursor } = at;
  if (head >= cursor.blockNumber || ctx.chain.chainId === LOCAL_CHAIN_ID) return;
  const remembered = await rememberedBlocks(ctx.db, ctx.chain.chainId);
  const known = remembered.find(({ number }) => number <= head);
  if (!known || !(await isCanonical(ctx, known))) return;
  throw new Error(`The node is behind: its head is ${head}, and the index stands on ${cursor.blockNumber}.`);
}

/** False when the range could not be read as one chain: the next round looks for the reorg. */
async function indexRange(ctx: PipelineContext, cursor: Cursor, to: number): Promise<boolean> {
  const contracts = await knownContracts(ctx.db, ctx.chain.chainId);
  let range: BlockRange;
  try {
    range = await readRange(ctx.chain, { from: cursor.blockNumber + 1, to, contracts });
  } catch (error) {
    if (error instanceof ReorgWhileReading) return false;
    throw error;
  }
  if (range.headers[0]?.parentHash !== cursor.blockHash) return false;
  return ctx.db.transaction(async (tx) => {
    if (!(await lockCursor(tx, cursor))) return false;
    await applyFacts(tx, ctx.chain.chainId, range);
    await advanceCursor(tx, ctx.chain.chainId, range.headers);
    return true;
  });
}

async function knownContracts(db: Database, chainId: number): Promise<Address[]> {
  const rows = await db
    .select({ contract: events.contractAddress })
    .from(events)
    .where(and(eq(events.chainId, chainId), isNotNull(events.contractAddress)));
  return rows.flatMap(({ contract }) => contract ?? []);
}

async function latestNumber({ chain }: PipelineContext): Promise<number> {
  return Number(await chain.client.getBlockNumber());
}

async function finalizedNumber({ chain }: PipelineContext): Promise<number> {
  const block = await chain.client.getBlock({ blockTag: "finalized" });
  return Number(block.number);
}

async function noteHead(
  db: Database,
  chainId: number,
  at: { head: number; finalized: number },
): Promise<void> {
  await db
    .update(cursors)
    .set({ ...at, updatedAt: sql`now()` })
    .where(eq(cursors.chainId, chainId));
}
