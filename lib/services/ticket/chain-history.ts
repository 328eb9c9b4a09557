import { and, asc, eq, inArray } from "drizzle-orm";
import type { Address } from "viem";
import { z } from "zod";
import type { Queryable } from "@/lib/db/database";
import { chainEvents } from "@/lib/db/schema/pipeline";
import type { HistoryEntry } from "./schema";

type ChainEntry = Extract<HistoryEntry, { source: "chain" }>;

/** An order's own fact stands at its first token: each token has its transfer. A sale has its transfer as well. */
const TOLD = ["transferred", "checked_in", "check_in_undone", "invalidated"];

const transferArgs = z.object({ from: z.string(), to: z.string() });

/** What the chain tells of one token, oldest first. */
export async function loadChainHistory(
  db: Queryable,
  token: { chainId: number; contract: Address; tokenId: bigint },
): Promise<ChainEntry[]> {
  const rows = await db
    .select()
    .from(chainEvents)
    .where(
      and(
        eq(chainEvents.chainId, token.chainId),
        eq(chainEvents.contract, token.contract),
        eq(chainEvents.tokenId, token.tokenId),
        inArray(chainEvents.name, TOLD),
      ),
    )
    .orderBy(asc(chainEvents.blockNumber), asc(chainEvents.logIndex), asc(chainEvents.position));
  return rows.map((row) => {
    const transfer = transferArgs.safeParse(row.args);
    return {
      source: "chain",
      at: row.at.toISOString(),
      name: row.name,
      from: transfer.data?.from ?? null,
      to: transfer.data?.to ?? null,
      txHash: row.txHash,
      blockNumber: row.blockNumber,
    };
  });
}
