import { and, eq, inArray, max, sql } from "drizzle-orm";
import { type Address, type Hex, keccak256 } from "viem";
import type { Transaction } from "@/lib/db/database";
import { actions, transactions } from "@/lib/db/schema/pipeline";
import { newId } from "@/lib/ids";
import type { PipelineContext } from "../context";

/** What a transaction needs, before it has a nonce. */
export type Call = { kind: (typeof transactions.$inferInsert)["kind"]; to: Address; data: Hex; gas: bigint };

export type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };

type StoreOptions = { call: Call; actionIds: readonly string[]; fees: Fees; chainNonce: number };

/**
 * Gives a call its nonce, signs it and stores the signed bytes with the actions it carries, in one database
 * transaction under the signer's lock. Only then may it be broadcast: a crash at any line leaves either nothing
 * or exactly these bytes.
 * @returns the transaction's hash, or null when another process took one of the actions first.
 */
export async function storeTransaction(ctx: PipelineContext, options: StoreOptions): Promise<Hex | null> {
  const { chain, db } = ctx;
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`${chain.chainId}:${chain.signer.address}`}, 0))`,
    );
    if (!(await lockQueued(tx, options.actionIds))) return null;

    const nonce = Math.max(options.chainNonce, await nextStoredNonce(tx, ctx));
    const { call, fees } = options;
    const signedBytes = await chain.signer.sign({
      type: "eip1559",
      chainId: chain.chainId,
      nonce,
      to: call.to,
      data: call.data,
      gas: call.gas,
      ...fees,
    });
    const id = newId("txn");
    const hash = keccak256(signedBytes);
    await tx.insert(transactions).values({
      id,
      chainId: chain.chainId,
      signer: chain.signer.address,
      nonce,
      hash,
      signedBytes,
      to: call.to,
      kind: call.kind,
      gasLimit: call.gas,
      maxFeePerGas: fees.maxFeePerGas,
    });
    await markSubmitted(tx, options.actionIds, id);
    return hash;
  });
}

async function lockQueued(tx: Transaction, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true;
  const rows = await tx
    .select({ id: actions.id })
    .from(actions)
    .where(and(inArray(actions.id, [...ids]), eq(actions.status, "queued")))
    .orderBy(actions.id)
    .for("update");
  return rows.length === ids.length;
}

/** One more than the highest nonce ever signed: a nonce is used up by being stored, mined or not. */
async function nextStoredNonce(tx: Transaction, { chain }: PipelineContext): Promise<number> {
  const [row] = await tx
    .select({ highest: max(transactions.nonce) })
    .from(transactions)
    .where(and(eq(transactions.chainId, chain.chainId), eq(transactions.signer, chain.signer.address)));
  return (row?.highest ?? -1) + 1;
}

async function markSubmitted(tx: Transaction, ids: readonly string[], transactionId: string): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(actions)
    .set({ status: "submitted", transactionId, updatedAt: new Date() })
    .where(inArray(actions.id, [...ids]));
}
