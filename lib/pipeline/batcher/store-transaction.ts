import { and, eq, max } from "drizzle-orm";
import type { Address, Hex } from "viem";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { actions, transactions } from "@/lib/db/schema/pipeline";
import { newId } from "@/lib/ids";
import type { Lane } from "../context";
import type { Fees } from "./fees";
import { lockLane } from "./lane-lock";
import type { ChainPlace } from "./read-place";
import { signAttempt, storeAttempt } from "./sign-attempt";

/** What a transaction needs, before it has a nonce. */
export type Call = { kind: (typeof transactions.$inferInsert)["kind"]; to: Address; data: Hex; gas: bigint };

type StoreOptions = { call: Call; actionIds: readonly string[]; fees: Fees; place: ChainPlace };

/**
 * Gives a call its nonce, signs it and stores the signed bytes with the actions it carries, in one database
 * transaction under the signer's lock. Only then may it be broadcast: a crash at any line leaves either nothing
 * or exactly these bytes.
 * @returns the transaction's hash, or null when another process took one of the actions first.
 */
export async function storeTransaction(lane: Lane, options: StoreOptions): Promise<Hex | null> {
  return lane.db.transaction(async (tx) => {
    await lockLane(tx, lane);
    if (!(await lockQueued(tx, options.actionIds))) return null;
    const nonce = Math.max(options.place.nonce, await nextStoredNonce(tx, lane));
    const { id, hash } = await insertTransaction(tx, lane, { ...options, nonce });
    await markSubmitted(tx, options.actionIds, id);
    return hash;
  });
}

type InsertOptions = Omit<StoreOptions, "actionIds"> & { nonce: number; isCancelled?: boolean };

/** Signs and stores a transaction at this nonce. The caller holds the lane's lock. */
export async function insertTransaction(tx: Transaction, lane: Lane, options: InsertOptions) {
  const { call, fees, nonce, place, isCancelled = false } = options;
  const { kind, to, data, gas } = call;
  const { hash, signedBytes } = await signAttempt(lane, { nonce, to, data, gas }, fees);
  const id = newId("txn");
  await tx.insert(transactions).values({
    id,
    chainId: lane.chain.chainId,
    signer: lane.signer.address,
    nonce,
    hash,
    to,
    kind,
    gasLimit: gas,
    maxFeePerGas: fees.maxFeePerGas,
    isCancelled,
    storedAtBlock: place.head,
  });
  await storeAttempt(tx, lane, { transactionId: id, hash, signedBytes, fees, isCancel: isCancelled });
  return { id, hash };
}

async function lockQueued(tx: Transaction, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true;
  const rows = await tx
    .select({ id: actions.id })
    .from(actions)
    .where(and(inList(actions.id, ids), eq(actions.status, "queued")))
    .orderBy(actions.id)
    .for("update");
  return rows.length === ids.length;
}

/** One more than the highest nonce ever signed: a nonce is used up by being stored, mined or not. */
async function nextStoredNonce(tx: Transaction, { chain, signer }: Lane): Promise<number> {
  const [row] = await tx
    .select({ highest: max(transactions.nonce) })
    .from(transactions)
    .where(and(eq(transactions.chainId, chain.chainId), eq(transactions.signer, signer.address)));
  return (row?.highest ?? -1) + 1;
}

async function markSubmitted(tx: Transaction, ids: readonly string[], transactionId: string): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(actions)
    .set({ status: "submitted", transactionId, updatedAt: new Date() })
    .where(inList(actions.id, ids));
}
