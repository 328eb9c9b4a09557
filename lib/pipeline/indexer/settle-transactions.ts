import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { type Hash, TransactionReceiptNotFoundError } from "viem";
import type { Chain } from "@/lib/chain/chain";
import type { Database, Transaction } from "@/lib/db/database";
import { actions, blocks, transactions } from "@/lib/db/schema/pipeline";
import type { PipelineContext } from "../context";
import { type Cursor, lockCursor } from "./cursor";

/** An open transaction of ours that the chain has mined. */
type MinedTransaction = { id: string; succeeded: boolean; blockNumber: number; blockHash: Hash };

/** An action whose transactions reverted so often, though simulated, is given up. */
const REVERTS_MAX = 5;

/**
 * Marks our transactions that are mined at or below the cursor, and confirms their actions; those of a reverted
 * transaction go back to the queue. Runs in every round, not only with new blocks: a crash may have come between
 * sending a transaction and noting that it was sent.
 */
export async function settleMined(ctx: PipelineContext, cursor: Cursor): Promise<void> {
  const mined = await readMined(ctx, cursor.blockNumber);
  if (mined.length === 0) return;
  await ctx.db.transaction(async (tx) => {
    if (!(await lockCursor(tx, cursor))) return;
    for (const transaction of mined) {
      if (await isIndexed(tx, ctx.chain.chainId, transaction)) await settle(tx, transaction);
    }
  });
}

async function readMined({ db, chain }: PipelineContext, to: number): Promise<MinedTransaction[]> {
  const open = await db
    .select({ id: transactions.id, hash: transactions.hash })
    .from(transactions)
    .where(
      and(eq(transactions.chainId, chain.chainId), inArray(transactions.status, ["signed", "broadcast"])),
    );
  const receipts = await Promise.all(
    open.map(async ({ id, hash }) => ({ id, receipt: await readReceipt(chain, hash) })),
  );
  return receipts.flatMap(({ id, receipt }) => {
    if (!receipt || Number(receipt.blockNumber) > to) return [];
    const { status, blockNumber, blockHash } = receipt;
    return [{ id, succeeded: status === "success", blockNumber: Number(blockNumber), blockHash }];
  });
}

async function readReceipt(chain: Chain, hash: Hash) {
  try {
    return await chain.client.getTransactionReceipt({ hash });
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return null;
    throw error;
  }
}

/** Whether the receipt's block is the one the index knows at that height; older ones than it remembers are settled. */
async function isIndexed(tx: Transaction, chainId: number, mined: MinedTransaction): Promise<boolean> {
  const [block] = await tx
    .select({ hash: blocks.hash })
    .from(blocks)
    .where(and(eq(blocks.chainId, chainId), eq(blocks.number, mined.blockNumber)));
  return block === undefined || block.hash === mined.blockHash;
}

async function settle(
  tx: Transaction,
  { id, succeeded, blockNumber, blockHash }: MinedTransaction,
): Promise<void> {
  const status = succeeded ? "mined" : "reverted";
  await tx.update(transactions).set({ status, blockNumber, blockHash }).where(eq(transactions.id, id));
  // A reverted transaction stays linked to its actions until another takes them: if a reorg brings it back, they wait for it.
  const change = succeeded
    ? { status: "confirmed" as const, blockNumber, updatedAt: sql`now()` }
    : { status: "queued" as const, reverts: sql`${actions.reverts} + 1`, updatedAt: sql`now()` };
  await tx
    .update(actions)
    .set(change)
    .where(and(eq(actions.transactionId, id), eq(actions.status, "submitted")));
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
