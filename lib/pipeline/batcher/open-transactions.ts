import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { attempts, transactions } from "@/lib/db/schema/pipeline";
import type { Lane } from "../context";

export type OpenTransaction = typeof transactions.$inferSelect;
export type Attempt = typeof attempts.$inferSelect;

/** A signer's transactions that the chain hasn't mined as far as we know, in the order of their nonces. */
export async function openTransactions(db: Queryable, { chain, signer }: Lane): Promise<OpenTransaction[]> {
  return db
    .select()
    .from(transactions)
    .where(
      and(
        eq(transactions.chainId, chain.chainId),
        eq(transactions.signer, signer.address),
        inArray(transactions.status, ["signed", "broadcast"]),
      ),
    )
    .orderBy(asc(transactions.nonce));
}

/** How old the newest signed bytes of each of these transactions are, and whether they do nothing but use up the nonce. */
export async function newestAttempts(
  db: Queryable,
  transactionIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<Attempt, "isCancel" | "createdAt">>> {
  const rows = await db
    .selectDistinctOn([attempts.transactionId], {
      transactionId: attempts.transactionId,
      isCancel: attempts.isCancel,
      createdAt: attempts.createdAt,
    })
    .from(attempts)
    .where(inList(attempts.transactionId, transactionIds))
    .orderBy(attempts.transactionId, desc(attempts.seq));
  return new Map(rows.map(({ transactionId, ...attempt }) => [transactionId, attempt]));
}

/** The newest signed bytes of a transaction: those that are sent. */
export async function newestAttempt(db: Queryable, transactionId: string): Promise<Attempt> {
  const [attempt] = await db
    .select()
    .from(attempts)
    .where(eq(attempts.transactionId, transactionId))
    .orderBy(desc(attempts.seq))
    .limit(1);
  if (!attempt) throw new Error(`Transaction ${transactionId} has no signed bytes.`);
  return attempt;
}
