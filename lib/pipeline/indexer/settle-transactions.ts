import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/database";
import { actions, blocks, transactions } from "@/lib/db/schema/pipeline";
import { announceConfirmed } from "@/lib/webhooks/announce-actions";
import type { PipelineContext } from "../context";
import { type Cursor, lockCursor } from "./cursor";
import { type MinedAttempt, readFates } from "./read-fates";

/** An action whose transactions reverted so often, though simulated, is given up. */
const REVERTS_MAX = 5;

/**
 * Marks our transactions that are mined at or below the cursor, and confirms their actions. Actions of a transaction that
 * reverted, or whose nonce others used, go back to the queue, but only once that is final: until then a reorg might bring
 * the transaction back, and they would be done twice. Runs in every round, not only with new blocks: a crash may have come
 * between sending a transaction and noting that it was sent.
 */
export async function settleMined(ctx: PipelineContext, cursor: Cursor, finalized: number): Promise<void> {
  const final = Math.min(finalized, cursor.blockNumber);
  const { mined, displaced } = await readFates(ctx, { indexed: cursor.blockNumber, final });
  if (displaced.length > 0)
    ctx.log.warn({ transactions: displaced }, "nonces were used by others; requeueing");
  await ctx.db.transaction(async (tx) => {
    if (!(await lockCursor(tx, cursor))) return;
    const settled: string[] = [];
    for (const attempt of mined) {
      if (!(await isIndexed(tx, ctx.chain.chainId, attempt))) continue;
      await settle(tx, attempt);
      settled.push(attempt.id);
    }
    await announceConfirmed(tx, settled);
    for (const id of displaced) await displace(tx, id);
    await requeueReverted(tx, ctx.chain.chainId, final);
  });
}

/** Whether the receipt's block is the one the index knows at that height; others than it remembers are settled. */
async function isIndexed(tx: Transaction, chainId: number, mined: MinedAttempt): Promise<boolean> {
  const [block] = await tx
    .select({ hash: blocks.hash })
    .from(blocks)
    .where(and(eq(blocks.chainId, chainId), eq(blocks.number, mined.blockNumber)));
  return block === undefined || block.hash === mined.blockHash;
}

async function settle(tx: Transaction, attempt: MinedAttempt): Promise<void> {
  const { id, hash, isCancel, succeeded, blockNumber, blockHash } = attempt;
  const status = isCancel ? "replaced" : succeeded ? "mined" : "reverted";
  await tx.update(transactions).set({ status, hash, blockNumber, blockHash }).where(eq(transactions.id, id));
  if (status !== "mined") return;
  await tx
    .update(actions)
    .set({ status: "confirmed", blockNumber, updatedAt: sql`now()` })
    .where(and(eq(actions.transactionId, id), eq(actions.status, "submitted")));
}

/** A transaction that can't be mined any more; its actions go back to the queue and into another. */
async function displace(tx: Transaction, id: string): Promise<void> {
  await tx.update(transactions).set({ status: "replaced" }).where(eq(transactions.id, id));
  await tx
    .update(actions)
    .set({ status: "queued", transactionId: null, updatedAt: sql`now()` })
    .where(and(eq(actions.transactionId, id), eq(actions.status, "submitted")));
}

async function requeueReverted(tx: Transaction, chainId: number, final: number): Promise<void> {
  const reverted = tx
    .select({ id: transactions.id })
    .from(transactions)
    .where(
      and(
        eq(transactions.chainId, chainId),
        eq(transactions.status, "reverted"),
        lte(transactions.blockNumber, final),
      ),
    );
  await tx
    .update(actions)
    .set({
      status: "queued",
      transactionId: null,
      reverts: sql`${actions.reverts} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(actions.status, "submitted"), inArray(actions.transactionId, reverted)));
}

/** Actions that reverted too often to be tried again. */
export async function exhaustedActions(db: Database): Promise<string[]> {
  const rows = await db
    .select({ id: actions.id })
    .from(actions)
    .where(and(eq(actions.status, "queued"), sql`${actions.reverts} >= ${REVERTS_MAX}`));
  return rows.map((row) => row.id);
}

/** Confirmed actions at or below the chain's finalized block are final. */
export async function finaliseActions(db: Database, finalized: number): Promise<void> {
  await db
    .update(actions)
    .set({ status: "final", updatedAt: sql`now()` })
    .where(and(inArray(actions.status, ["confirmed"]), lte(actions.blockNumber, finalized)));
}
