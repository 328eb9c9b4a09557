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
  const { mined, displaced } = await readOpen(ctx, cursor.blockNumber);
  if (mined.length + displaced.length === 0) return;
  if (displaced.length > 0)
    ctx.log.warn({ transactions: displaced }, "nonces were used by others; requeueing");
  await ctx.db.transaction(async (tx) => {
    if (!(await lockCursor(tx, cursor))) return;
    for (const transaction of mined) {
      if (await isIndexed(tx, ctx.chain.chainId, transaction)) await settle(tx, transaction);
    }
    for (const id of displaced) await displace(tx, id);
  });
}

/** What became of our open transactions: mined up to block `to`, or displaced by another of the same nonce. */
async function readOpen({ db, chain }: PipelineContext, to: number) {
  const open = await db
    .select({ id: transactions.id, hash: transactions.hash, nonce: transactions.nonce })
    .from(transactions)
    .where(
      and(eq(transactions.chainId, chain.chainId), inArray(transactions.status, ["signed", "broadcast"])),
    );
  if (open.length === 0) return { mined: [], displaced: [] };

  // Asked before the receipts: a nonce that was used up then, and has no receipt of ours after, is somebody else's.
  const usedNonces = await chain.client.getTransactionCount({
    address: chain.signer.address,
    blockNumber: BigInt(to),
  });
  const mined: MinedTransaction[] = [];
  const displaced: string[] = [];
  const receipts = await Promise.all(open.map(({ hash }) => readReceipt(chain, hash)));
  for (const [i, { id, nonce }] of open.entries()) {
    const receipt = receipts[i];
    if (!receipt) {
      if (nonce < usedNonces) displaced.push(id);
      continue;
    }
    const { status, blockNumber, blockHash } = receipt;
    if (Number(blockNumber) > to) continue;
    mined.push({ id, succeeded: status === "success", blockNumber: Number(blockNumber), blockHash });
  }
  return { mined, displaced };
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

/** A transaction that can't be mined any more; its actions go back to the queue and into another. */
async function displace(tx: Transaction, id: string): Promise<void> {
  await tx.update(transactions).set({ status: "replaced" }).where(eq(transactions.id, id));
  await tx
    .update(actions)
    .set({ status: "queued", transactionId: null, updatedAt: sql`now()` })
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
