import { and, eq, inArray } from "drizzle-orm";
import { type Address, type Hash, TransactionReceiptNotFoundError } from "viem";
import type { Chain } from "@/lib/chain/chain";
import { attempts, transactions } from "@/lib/db/schema/pipeline";
import type { PipelineContext } from "../context";
import { findNonceUser } from "./find-nonce-user";

/** An attempt of an open transaction of ours that the chain has mined. */
export type MinedAttempt = {
  /** The transaction's. */
  id: string;
  hash: Hash;
  isCancel: boolean;
  succeeded: boolean;
  blockNumber: number;
  blockHash: Hash;
};

/** `indexed`: the index stands there. `final`: so far the chain will not change. */
type Heights = { indexed: number; final: number };

type OpenAttempts = {
  id: string;
  signer: Address;
  nonce: number;
  storedAtBlock: number;
  attempts: { hash: Hash; isCancel: boolean }[];
};

/** What became of our open transactions: mined so far, or displaced for good by another of the same nonce. */
export async function readFates(ctx: PipelineContext, { indexed, final }: Heights) {
  const mined: MinedAttempt[] = [];
  const displaced: string[] = [];
  const open = await loadOpen(ctx);
  if (open.length === 0) return { mined, displaced };

  const fates = await Promise.all(open.map((transaction) => readMined(ctx.chain, transaction)));
  const usedNonces = await readUsedNonces(ctx.chain, open, final);
  for (const [i, transaction] of open.entries()) {
    const fate = fates[i];
    if (fate && fate.blockNumber <= indexed) mined.push(fate);
    if (fate || transaction.nonce >= (usedNonces.get(transaction.signer) ?? 0)) continue;
    if (await isDisplaced(ctx, transaction, final)) displaced.push(transaction.id);
  }
  return { mined, displaced };
}

async function loadOpen({ db, chain }: PipelineContext): Promise<OpenAttempts[]> {
  const rows = await db
    .select({
      id: transactions.id,
      signer: transactions.signer,
      nonce: transactions.nonce,
      storedAtBlock: transactions.storedAtBlock,
      hash: attempts.hash,
      isCancel: attempts.isCancel,
    })
    .from(transactions)
    .innerJoin(attempts, eq(attempts.transactionId, transactions.id))
    .where(
      and(eq(transactions.chainId, chain.chainId), inArray(transactions.status, ["signed", "broadcast"])),
    );
  const byId = new Map<string, OpenAttempts>();
  for (const { hash, isCancel, ...transaction } of rows) {
    const known = byId.get(transaction.id) ?? { ...transaction, attempts: [] };
    known.attempts.push({ hash, isCancel });
    byId.set(transaction.id, known);
  }
  return [...byId.values()];
}

async function readMined(chain: Chain, transaction: OpenAttempts): Promise<MinedAttempt | null> {
  for (const { hash, isCancel } of transaction.attempts) {
    const receipt = await readReceipt(chain, hash);
    if (!receipt) continue;
    const { status, blockNumber, blockHash } = receipt;
    const succeeded = status === "success";
    return { id: transaction.id, hash, isCancel, succeeded, blockNumber: Number(blockNumber), blockHash };
  }
  return null;
}

async function readReceipt(chain: Chain, hash: Hash) {
  try {
    return await chain.client.getTransactionReceipt({ hash });
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return null;
    throw error;
  }
}

async function readUsedNonces(chain: Chain, open: readonly OpenAttempts[], final: number) {
  const signers = [...new Set(open.map(({ signer }) => signer))];
  const counts = await Promise.all(
    signers.map((address) => chain.client.getTransactionCount({ address, blockNumber: BigInt(final) })),
  );
  return new Map(signers.map((signer, i) => [signer, counts[i] ?? 0]));
}

/**
 * Whether somebody else used the transaction's nonce. That there's no receipt of ours proves nothing, since a node may be
 * behind, or wrong: the transaction that did use it is looked for, and must be another.
 */
async function isDisplaced(ctx: PipelineContext, open: OpenAttempts, final: number): Promise<boolean> {
  const { signer, nonce, storedAtBlock } = open;
  const hash = await findNonceUser(ctx.chain, { signer, nonce, storedAtBlock, final });
  if (hash === null) ctx.log.warn({ nonce, signer }, "a nonce is used up, but no block shows by what");
  return hash !== null && !open.attempts.some((attempt) => attempt.hash === hash);
}
