import { and, eq, inArray, sql } from "drizzle-orm";
import { transactions } from "@/lib/db/schema/pipeline";
import type { Lane } from "../context";
import { isAlreadyThere, isOutOfFunds } from "./node-answers";
import { newestAttempt, type OpenTransaction, openTransactions } from "./open-transactions";
import { noteFunds } from "./signer-funds";

/** A broadcast transaction that is not mined yet is sent again after so long: nodes forget. */
const REBROADCAST_SECONDS = 5;

/**
 * Sends the newest stored bytes of every transaction that is not mined, in the order of their nonces: the same bytes each
 * time, so sending twice mines once.
 */
export async function broadcastOpen(lane: Lane): Promise<void> {
  for (const transaction of await openTransactions(lane.db, lane)) {
    if (isDue(transaction) && !(await broadcast(lane, transaction))) return;
  }
}

function isDue({ status, broadcastAt }: OpenTransaction): boolean {
  if (status === "signed" || broadcastAt === null) return true;
  return Date.now() - broadcastAt.getTime() >= REBROADCAST_SECONDS * 1000;
}

/** False when the signer can't pay: what comes after would be refused as well. */
async function broadcast(lane: Lane, { id }: OpenTransaction): Promise<boolean> {
  const { db, chain, log } = lane;
  const { hash, signedBytes } = await newestAttempt(db, id);
  try {
    await chain.client.sendRawTransaction({ serializedTransaction: signedBytes });
  } catch (error) {
    if (isOutOfFunds(error)) {
      await noteFunds(lane, "waiting_funds");
      return false;
    }
    if (!isAlreadyThere(error)) throw error;
  }
  log.debug({ hash }, "transaction broadcast");
  await db
    .update(transactions)
    .set({ status: "broadcast", broadcastAt: sql`now()` })
    .where(and(eq(transactions.id, id), inArray(transactions.status, ["signed", "broadcast"])));
  return true;
}
