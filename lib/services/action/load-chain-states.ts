import { eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { actions, transactions } from "@/lib/db/schema/pipeline";
import type { ChainState } from "./schema";

/** How far each of these actions is, by its id. */
export async function loadChainStates(
  db: Queryable,
  actionIds: readonly string[],
): Promise<Map<string, ChainState>> {
  if (actionIds.length === 0) return new Map();
  const rows = await db
    .select({
      id: actions.id,
      state: actions.status,
      txHash: transactions.hash,
      blockNumber: actions.blockNumber,
    })
    .from(actions)
    .leftJoin(transactions, eq(transactions.id, actions.transactionId))
    .where(inArray(actions.id, [...actionIds]));
  return new Map(rows.map(({ id, ...state }) => [id, state]));
}
