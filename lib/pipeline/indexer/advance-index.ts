import { eq, min, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { cursors, transactions } from "@/lib/db/schema/pipeline";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import { failActions } from "../batcher/fail-actions";
import type { PipelineContext } from "../context";
import { catchUp, type Heights } from "./catch-up";
import { type Cursor, loadCursor, rememberedBlocks, startCursor } from "./cursor";
import { readHeader } from "./read-range";
import { isCanonical, rollBack } from "./roll-back";
import { exhaustedActions, finaliseActions, settleMined } from "./settle-transactions";

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

  const at = await catchUp(ctx, cursor, { head, finalized });
  if (!at) return;
  await settleMined(ctx, at, finalized);
  await noteHead(db, chain.chainId, { head, finalized });
  await finaliseActions(db, Math.min(finalized, at.blockNumber));
  const exhausted = await exhaustedActions(db);
  await failActions(
    db,
    exhausted.map((id) => ({ id, code: "Reverted", detail: "Its transactions reverted again and again." })),
  );
}

/** An index that was lost begins again before the first transaction of ours; a new one with the newest block. */
async function begin(ctx: PipelineContext): Promise<Cursor> {
  const { chainId } = ctx.chain;
  const [first] = await ctx.db
    .select({ block: min(transactions.storedAtBlock) })
    .from(transactions)
    .where(eq(transactions.chainId, chainId));
  const head = await latestNumber(ctx);
  await startCursor(ctx.db, chainId, await readHeader(ctx.chain, Math.min(head, first?.block ?? head)));
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

async function latestNumber({ chain }: PipelineContext): Promise<number> {
  return Number(await chain.client.getBlockNumber());
}

async function finalizedNumber({ chain }: PipelineContext): Promise<number> {
  const block = await chain.client.getBlock({ blockTag: "finalized" });
  return Number(block.number);
}

async function noteHead(db: Database, chainId: number, at: Heights): Promise<void> {
  await db
    .update(cursors)
    .set({ ...at, updatedAt: sql`now()` })
    .where(eq(cursors.chainId, chainId));
}
