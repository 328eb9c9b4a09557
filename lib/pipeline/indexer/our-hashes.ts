import { and, eq } from "drizzle-orm";
import type { Hash } from "viem";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { attempts } from "@/lib/db/schema/pipeline";

/** Which of these facts' transactions are our own. */
export async function ourHashes(
  tx: Transaction,
  chainId: number,
  facts: readonly { txHash: Hash }[],
): Promise<ReadonlySet<Hash>> {
  if (facts.length === 0) return new Set();
  const hashes = [...new Set(facts.map(({ txHash }) => txHash))];
  const rows = await tx
    .select({ hash: attempts.hash })
    .from(attempts)
    .where(and(eq(attempts.chainId, chainId), inList(attempts.hash, hashes)));
  return new Set(rows.map(({ hash }) => hash));
}
