import { and, asc, eq, sql } from "drizzle-orm";
import type { Address } from "viem";
import { z } from "zod";
import type { Queryable } from "@/lib/db/database";
import { chainEvents } from "@/lib/db/schema/pipeline";
import type { HistoryEntry } from "./schema";

type ChainEntry = Extract<HistoryEntry, { source: "chain" }>;

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
        // An order's own row stands at its first token; each token has its transfer.
        sql`${chainEvents.name} <> 'minted'`,
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
