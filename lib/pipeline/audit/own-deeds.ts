import { eq, isNotNull } from "drizzle-orm";
import type { Address, Hash } from "viem";
import type { Chain } from "@/lib/chain/chain";
import type { Queryable } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { attempts, transactions } from "@/lib/db/schema/pipeline";
import type { Deed } from "./chain-state";
import type { OwnDeed } from "./compare-actions";

/** Requests at a time. */
const READS_MAX = 50;

/**
 * The deeds of the server's accounts. Of transactions that aren't stored the chain says who sent them: a transaction of ours that
 * got lost here is what an audit is to find.
 */
export async function ownDeeds(
  db: Queryable,
  chain: Pick<Chain, "client" | "chainId">,
  deeds: readonly Deed[],
): Promise<OwnDeed[]> {
  const rows = await db
    .select({ hash: attempts.hash, transactionId: attempts.transactionId })
    .from(attempts)
    .where(eq(attempts.chainId, chain.chainId));
  const stored = new Map(rows.map(({ hash, transactionId }) => [hash, transactionId]));
  const unknown = [...new Set(deeds.flatMap(({ txHash }) => (stored.has(txHash) ? [] : txHash)))];
  const lost = await sentByUs(db, chain, unknown);
  return deeds.flatMap((deed) => {
    const transactionId = stored.get(deed.txHash) ?? null;
    return transactionId !== null || lost.has(deed.txHash) ? [{ ...deed, transactionId }] : [];
  });
}

async function sentByUs(
  db: Queryable,
  chain: Pick<Chain, "client" | "chainId">,
  hashes: readonly Hash[],
): Promise<ReadonlySet<Hash>> {
  const ours = new Set<string>();
  if (hashes.length > 0)
    for (const signer of await signersOf(db, chain.chainId)) ours.add(signer.toLowerCase());
  const sent = new Set<Hash>();
  for (let start = 0; start < hashes.length; start += READS_MAX) {
    const some = hashes.slice(start, start + READS_MAX);
    const read = await Promise.all(some.map((hash) => chain.client.getTransaction({ hash })));
    for (const { hash, from } of read) if (ours.has(from.toLowerCase())) sent.add(hash);
  }
  return sent;
}

/** The server's accounts, past ones included. */
async function signersOf(db: Queryable, chainId: number): Promise<Address[]> {
  const ofEvents = await db
    .selectDistinct({ signer: events.signer })
    .from(events)
    .where(isNotNull(events.signer));
  const ofTransactions = await db
    .selectDistinct({ signer: transactions.signer })
    .from(transactions)
    .where(eq(transactions.chainId, chainId));
  return [...ofEvents, ...ofTransactions].flatMap(({ signer }) => signer ?? []);
}
