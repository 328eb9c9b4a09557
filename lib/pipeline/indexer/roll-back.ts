import { and, eq, gt, sql } from "drizzle-orm";
import { BlockNotFoundError, type Hash } from "viem";
import type { Transaction } from "@/lib/db/database";
import { blocks } from "@/lib/db/schema/pipeline";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import type { PipelineContext } from "../context";
import { type Cursor, lockCursor, rememberedBlocks, setCursor } from "./cursor";
import { readHeader } from "./read-range";
import { undoFacts } from "./undo-facts";

/** Whether the chain still has a block that the index knows. */
export async function isCanonical(
  { chain }: PipelineContext,
  at: { number: number; hash: Hash },
): Promise<boolean> {
  try {
    return (await readHeader(chain, at.number)).hash === at.hash;
  } catch (error) {
    if (error instanceof BlockNotFoundError) return false;
    throw error;
  }
}

/**
 * Takes the index back to the youngest block that it and the chain share. What orphaned blocks said is undone, and
 * transactions they held wait to be broadcast again: the same signed bytes, so nothing can happen twice.
 */
export async function rollBack(ctx: PipelineContext, cursor: Cursor): Promise<void> {
  const ancestor = await commonAncestor(ctx);
  ctx.log.warn({ from: cursor.blockNumber, to: ancestor.number }, "reorg: rolling back");
  await ctx.db.transaction(async (tx) => {
    if (!(await lockCursor(tx, cursor))) return;
    await undoFacts(tx, ctx.chain.chainId, ancestor.number);
    await reopenTransactions(tx, ctx.chain.chainId, ancestor.number);
    await tx
      .delete(blocks)
      .where(and(eq(blocks.chainId, ctx.chain.chainId), gt(blocks.number, ancestor.number)));
    await tx
      .insert(blocks)
      .values({ chainId: ctx.chain.chainId, ...ancestor })
      .onConflictDoNothing();
    await setCursor(tx, ctx.chain.chainId, ancestor);
  });
}

async function commonAncestor(ctx: PipelineContext) {
  const remembered = await rememberedBlocks(ctx.db, ctx.chain.chainId);
  for (const { number, hash, parentHash, at } of remembered) {
    if (await isCanonical(ctx, { number, hash })) return { number, hash, parentHash, at };
  }
  // Nothing in common: another chain history altogether (a local chain that lost its state). Read it from its start.
  const oldest = remembered.at(-1)?.number ?? 0;
  return readHeader(ctx.chain, ctx.chain.chainId === LOCAL_CHAIN_ID ? 0 : Math.max(0, oldest - 1));
}

/**
 * Their actions wait with them. A transaction whose actions are in another by now (a local chain lost blocks that it had called
 * final) must not come back: its nonce is used up by nothing.
 */
async function reopenTransactions(tx: Transaction, chainId: number, ancestor: number): Promise<void> {
  const isOrphaned = sql`t.chain_id = ${chainId} and t.block_number > ${ancestor}`;
  await tx.execute(sql`
    update actions a set status = 'submitted', block_number = null, updated_at = now()
    from transactions t
    where t.id = a.transaction_id and ${isOrphaned} and a.status in ('confirmed', 'final')`);
  await tx.execute(sql`
    update transactions t set status = 'broadcast', block_number = null, block_hash = null, broadcast_at = null,
      is_cancelled = t.kind <> 'configure' and not exists (select 1 from actions a where a.transaction_id = t.id)
    where ${isOrphaned}`);
}
