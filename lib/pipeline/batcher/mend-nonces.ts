import { and, eq, gte, ne } from "drizzle-orm";
import { transactions } from "@/lib/db/schema/pipeline";
import type { Lane } from "../context";
import { currentFees, type Fees } from "./fees";
import { lockLane } from "./lane-lock";
import { type Attempt, newestAttempts, type OpenTransaction, openTransactions } from "./open-transactions";
import type { ChainPlace } from "./read-place";
import { replaceAttempt } from "./replace-attempt";
import { emptyCall } from "./sign-attempt";
import { insertTransaction } from "./store-transaction";

/**
 * Sees to it that a signer's nonces move on: what is cancelled gets bytes that do nothing, a nonce that nothing waits at is
 * filled, and the lowest nonce, for which all others wait, is sent with a higher fee when it has waited too long.
 */
export async function mendNonces(lane: Lane, place: ChainPlace): Promise<void> {
  const open = await openTransactions(lane.db, lane);
  // The others are mined, though not indexed yet.
  const lowest = open.find(({ nonce }) => nonce >= place.nonce);
  if (open.length === 0) return;
  const ids = open.map(({ id }) => id);
  const [current, attempts] = await Promise.all([currentFees(lane), newestAttempts(lane.db, ids)]);
  if (lowest && lowest.nonce > place.nonce) await fillGap(lane, { lowest, place, current });
  for (const transaction of open) {
    const newest = attempts.get(transaction.id);
    if (newest && isToBeSignedAgain(lane, { transaction, newest, isLowest: transaction === lowest })) {
      await sendAgain(lane, transaction, current);
    }
  }
}

type Standing = {
  transaction: OpenTransaction;
  newest: Pick<Attempt, "isCancel" | "createdAt">;
  isLowest: boolean;
};

function isToBeSignedAgain(lane: Lane, { transaction, newest, isLowest }: Standing): boolean {
  if (transaction.isCancelled && !newest.isCancel) return true;
  const ageSeconds = (Date.now() - newest.createdAt.getTime()) / 1000;
  return isLowest && transaction.broadcastAt !== null && ageSeconds >= lane.fees.replaceAfterSeconds;
}

async function sendAgain(lane: Lane, transaction: OpenTransaction, current: Fees): Promise<void> {
  const hash = await replaceAttempt(lane, { transaction, current });
  const { id, nonce, isCancelled } = transaction;
  if (hash) lane.log.warn({ id, nonce, hash, isCancelled }, "transaction signed again with a higher fee");
  else lane.log.warn({ id, nonce }, "a transaction waits: a higher fee would be above the cap");
}

type Gap = { lowest: OpenTransaction; place: ChainPlace; current: Fees };

/** Others had used these nonces, and a reorg took that back: nothing of ours waits there, but what comes after does. */
async function fillGap(lane: Lane, { lowest, place, current }: Gap): Promise<void> {
  await lane.db.transaction(async (tx) => {
    await lockLane(tx, lane);
    const rows = await tx
      .select({ nonce: transactions.nonce })
      .from(transactions)
      .where(
        and(
          eq(transactions.chainId, lane.chain.chainId),
          eq(transactions.signer, lane.signer.address),
          gte(transactions.nonce, place.nonce),
          ne(transactions.status, "replaced"),
        ),
      );
    const known = new Set(rows.map((row) => row.nonce));
    for (let nonce = place.nonce; nonce < lowest.nonce; nonce++) {
      // Mined as far as the index knows: the node is behind, or the index is about to notice a reorg.
      if (known.has(nonce)) continue;
      const { to, data, gas } = emptyCall(lane, nonce);
      const call = { kind: "fill_nonce" as const, to, data, gas };
      await insertTransaction(tx, lane, { call, fees: current, nonce, place, isCancelled: true });
      lane.log.warn({ nonce }, "filling a nonce that nothing waits at");
    }
  });
}
