import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { BaseError } from "viem";
import { transactions } from "@/lib/db/schema/pipeline";
import type { PipelineContext } from "../context";

/** A broadcast transaction that is not mined yet is sent again after so long: nodes forget. */
const REBROADCAST_SECONDS = 5;

/** Answers of nodes that have the transaction, or its block, already. */
const KNOWN = /already known|already imported|known transaction|nonce too low/i;

/**
 * Sends the stored bytes of every transaction that is not mined, in the order of their nonces: the same bytes each
 * time, so sending twice mines once.
 */
export async function broadcastOpen({ db, chain, log }: PipelineContext): Promise<void> {
  const due = sql`(${transactions.status} = 'signed' or ${transactions.broadcastAt} is null
    or ${transactions.broadcastAt} < now() - make_interval(secs => ${REBROADCAST_SECONDS}))`;
  const open = await db
    .select({ id: transactions.id, hash: transactions.hash, signedBytes: transactions.signedBytes })
    .from(transactions)
    .where(
      and(
        eq(transactions.chainId, chain.chainId),
        eq(transactions.signer, chain.signer.address),
        inArray(transactions.status, ["signed", "broadcast"]),
        due,
      ),
    )
    .orderBy(asc(transactions.nonce));
  for (const { id, hash, signedBytes } of open) {
    try {
      await chain.client.sendRawTransaction({ serializedTransaction: signedBytes });
    } catch (error) {
      if (!isKnown(error)) throw error;
    }
    log.debug({ hash }, "transaction broadcast");
    await db
      .update(transactions)
      .set({ status: "broadcast", broadcastAt: sql`now()` })
      .where(and(eq(transactions.id, id), inArray(transactions.status, ["signed", "broadcast"])));
  }
}

function isKnown(error: unknown): boolean {
  return error instanceof BaseError && KNOWN.test(`${error.message} ${error.details}`);
}
