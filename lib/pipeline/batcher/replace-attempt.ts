import { and, eq, inArray } from "drizzle-orm";
import { type Hex, parseTransaction } from "viem";
import type { Transaction } from "@/lib/db/database";
import { transactions } from "@/lib/db/schema/pipeline";
import type { Lane } from "../context";
import { type Fees, raisedFees } from "./fees";
import { lockLane } from "./lane-lock";
import { type Attempt, newestAttempt, type OpenTransaction } from "./open-transactions";
import { type AttemptCall, emptyCall, signAttempt, storeAttempt } from "./sign-attempt";

type ReplaceOptions = { transaction: OpenTransaction; current: Fees };

/**
 * Signs for an open transaction's nonce again, with a higher fee: the same call, or nothing at all when the transaction is
 * cancelled. The chain mines one of a nonce's attempts, so nothing can happen twice.
 * @returns the new hash; null when that would cost more than the cap, or the transaction is open no more.
 */
export async function replaceAttempt(lane: Lane, options: ReplaceOptions): Promise<Hex | null> {
  const { transaction, current } = options;
  return lane.db.transaction(async (tx) => {
    await lockLane(tx, lane);
    if (!(await isStillOpen(tx, transaction.id))) return null;
    const previous = await newestAttempt(tx, transaction.id);
    const fees = raisedFees(previous, current, lane.fees);
    if (!fees) return null;
    const { isCancelled: isCancel } = transaction;
    const call = isCancel ? emptyCall(lane, transaction.nonce) : callOf(previous);
    const { hash, signedBytes } = await signAttempt(lane, call, fees);
    await storeAttempt(tx, lane, { transactionId: transaction.id, hash, signedBytes, fees, isCancel });
    await tx
      .update(transactions)
      .set({ hash, maxFeePerGas: fees.maxFeePerGas, status: "signed", broadcastAt: null })
      .where(eq(transactions.id, transaction.id));
    return hash;
  });
}

async function isStillOpen(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: transactions.id })
    .from(transactions)
    .where(and(eq(transactions.id, id), inArray(transactions.status, ["signed", "broadcast"])))
    .for("update");
  return rows.length === 1;
}

function callOf({ signedBytes }: Attempt): AttemptCall {
  const { nonce, to, data, gas } = parseTransaction(signedBytes);
  if (!to || gas === undefined) throw new Error("A stored transaction calls nobody.");
  return { nonce: nonce ?? 0, to, data: data ?? "0x", gas };
}
