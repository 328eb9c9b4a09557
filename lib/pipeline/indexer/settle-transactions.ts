import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { type Hash, TransactionReceiptNotFoundError } from "viem";
import type { Database, Transaction } from "@/lib/db/database";
import { actions, transactions } from "@/lib/db/schema/pipeline";
import type { PipelineContext } from "../context";

/** An open transaction of ours that the chain has mined. */
export type MinedTransaction = { id: string; succeeded: boolean; blockNumber: number; blockHash: Hash };

/** An action whose transactions reverted so often, though simulated, is given up. */
const REVERTS_MAX = 5;

/** Our open transactions that are mined by now, at or below block `to`. */
export async function readMined({ db, chain }: PipelineContext, to: number): Promise<MinedTransaction[]> {
  const open = await db
    .select({ id: transactions.id, hash: transactions.hash })
    .from(transactions)
    .where(and(eq(transactions.chainId, chain.chainId), eq(transactions.status, "broadcast")));
  const receipts = await Promise.all(
    open.map(async ({ id, hash }) => {
      try {
        return { id, receipt: await chain.client.getTransactionReceipt({ hash }) };
      } catch (error) {
        if (error instanceof TransactionReceiptNotFoundError) return null;
        throw error;
      }
    }),
  );
  return receipts.flatMap((found) => {
    if (!found || Number(found.receipt.blockNumber) > to) return [];
    const { status, blockNumber, blockHash } = found.receipt;
    return [{ id: found.id, succeeded: status === "success", blockNumber: Number(blockNumber), blockHash }];
  });
}

/** Marks mined transactions and confirms their actions; those of a reverted transaction go back to the queue. */
export async function settleTransactions(tx: Transaction, mined: readonly MinedTransaction[]): Promise<void> {
  for (const { id, succeeded, blockNumber, blockHash } of mined) {
    const status = succeeded ? "mined" : "reverted";
    await tx.update(transactions).set({ status, blockNumber, blockHash }).where(eq(transactions.id, id));
    const change = succeeded
      ? { status: "confirmed" as const, blockNumber, updatedAt: sql`now()` }
      : {
          status: "queued" as const,
          transactionId: null,
          reverts: sql`${actions.reverts} + 1`,
          updatedAt: sql`now()`,
        };
    await tx
      .update(actions)
      .set(change)
      .where(and(eq(actions.transactionId, id), eq(actions.status, "submitted")));
  }
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
