import { eq, min } from "drizzle-orm";
import type { Chain } from "@/lib/chain/chain";
import type { Database, Queryable } from "@/lib/db/database";
import { chainEvents, transactions } from "@/lib/db/schema/pipeline";
import { type Cursor, HEADERS_KEPT, loadCursor } from "../indexer/cursor";
import { knownContracts } from "../indexer/known-contracts";
import { readHeader } from "../indexer/read-range";
import { ChainState } from "./chain-state";
import { compareActions } from "./compare-actions";
import { compareEvents } from "./compare-events";
import { compareFacts, factsBeyond } from "./compare-facts";
import { compareOrders } from "./compare-orders";
import { compareSupplies } from "./compare-supplies";
import { compareTickets } from "./compare-tickets";
import type { Difference } from "./difference";
import { ownDeeds } from "./own-deeds";
import { scanFacts } from "./scan-facts";

type AuditContext = { db: Database; chain: Pick<Chain, "chainId" | "client"> };

/** The index doesn't stand on the chain's blocks: there is nothing to compare until it has caught up. */
export class ChainHasMoved extends Error {
  override readonly name = "ChainHasMoved";
}

/**
 * Reads all that the chain says up to where the index stands, anew and by a path of its own, and compares with it what the
 * database has: facts, tickets, orders, supplies, events and actions, all as of one moment. An index that hasn't begun agrees.
 * @throws {ChainHasMoved} after a reorg that the index hasn't seen; RPC errors.
 */
export async function auditChain({ db, chain }: AuditContext): Promise<Difference[]> {
  return db.transaction(
    async (tx) => {
      const cursor = await loadCursor(tx, chain.chainId);
      if (!cursor) return [];
      await requireStanding(chain, cursor);
      const differences = await compare(tx, chain, cursor);
      await requireStanding(chain, cursor);
      return differences;
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

async function requireStanding(chain: AuditContext["chain"], cursor: Cursor): Promise<void> {
  const head = Number(await chain.client.getBlockNumber());
  const hash = head < cursor.blockNumber ? null : (await readHeader(chain, cursor.blockNumber)).hash;
  if (hash === cursor.blockHash) return;
  throw new ChainHasMoved(
    `The index stands on block ${cursor.blockNumber} (${cursor.blockHash}), which the chain doesn't have. ` +
      "Let the server catch up, then audit again.",
  );
}

async function compare(db: Queryable, chain: AuditContext["chain"], cursor: Cursor): Promise<Difference[]> {
  const { chainId } = chain;
  const { blockNumber: to } = cursor;
  const contracts = await knownContracts(db, chainId);
  const state = new ChainState();
  const differences: Difference[] = [];
  for await (const range of scanFacts(chain, { from: await firstBlock(db, chainId), to, contracts })) {
    for (const fact of range.facts) state.add(fact);
    differences.push(...(await compareFacts(db, chainId, range)));
  }
  return [
    ...differences,
    ...(await factsBeyond(db, chainId, to)),
    ...(await compareTickets(db, chainId, state)),
    ...(await compareOrders(db, chainId, state)),
    ...(await compareSupplies(chain, { state, contracts, block: to })),
    ...(await compareEvents(db, chainId, state)),
    ...(await compareActions(db, chainId, await ownDeeds(db, chain, state.deeds))),
  ];
}

/** Where to begin: no contract of ours said anything before our first transaction, and the index claims nothing before. */
async function firstBlock(db: Queryable, chainId: number): Promise<number> {
  const [sent] = await db
    .select({ block: min(transactions.storedAtBlock) })
    .from(transactions)
    .where(eq(transactions.chainId, chainId));
  const [said] = await db
    .select({ block: min(chainEvents.blockNumber) })
    .from(chainEvents)
    .where(eq(chainEvents.chainId, chainId));
  const beforeSent = Math.max(0, (sent?.block ?? 0) - HEADERS_KEPT);
  return Math.min(beforeSent, said?.block ?? beforeSent);
}
