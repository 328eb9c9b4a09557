import { and, between, eq, gt } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { chainEvents } from "@/lib/db/schema/pipeline";
import { toRow } from "../indexer/apply-facts";
import type { Difference, Place } from "./difference";
import type { ScannedRange } from "./scan-facts";

type Row = typeof chainEvents.$inferSelect;

/** What the index has of a range of blocks, beside what the chain says. */
export async function compareFacts(
  db: Queryable,
  chainId: number,
  { from, to, facts }: ScannedRange,
): Promise<Difference[]> {
  const rows = await db
    .select()
    .from(chainEvents)
    .where(and(eq(chainEvents.chainId, chainId), between(chainEvents.blockNumber, from, to)));
  const stored = new Map(rows.map((row) => [keyOf(row), row]));
  const differences: Difference[] = [];
  for (const fact of facts) {
    const said = toRow(chainId, fact);
    const row = stored.get(keyOf(said));
    stored.delete(keyOf(said));
    const columns = row ? unequalColumns(row, said) : [];
    if (!row) differences.push({ kind: "fact_missing", place: placeOf(said) });
    if (columns.length > 0) differences.push({ kind: "fact_differs", place: placeOf(said), columns });
  }
  for (const row of stored.values()) differences.push({ kind: "fact_extra", place: placeOf(row) });
  return differences;
}

/** What the index has beyond the block that it stands on. */
export async function factsBeyond(db: Queryable, chainId: number, block: number): Promise<Difference[]> {
  const rows = await db
    .select()
    .from(chainEvents)
    .where(and(eq(chainEvents.chainId, chainId), gt(chainEvents.blockNumber, block)));
  return rows.map((row) => ({ kind: "fact_extra", place: placeOf(row) }));
}

const keyOf = ({ blockNumber, logIndex, position }: Omit<Place, "name">) =>
  `${blockNumber}:${logIndex}:${position}`;

const placeOf = ({ blockNumber, logIndex, position, name }: Place): Place => {
  return { blockNumber, logIndex, position, name };
};

function unequalColumns(row: Row, said: Row): string[] {
  const pairs: [column: string, here: unknown, onChain: unknown][] = [
    ["transaction", row.txHash, said.txHash],
    ["contract", row.contract, said.contract],
    ["name", row.name, said.name],
    ["token", row.tokenId, said.tokenId],
    ["time", row.at.getTime(), said.at.getTime()],
    ["content", canonical(row.args), canonical(said.args)],
  ];
  return pairs.flatMap(([column, here, onChain]) => (here === onChain ? [] : column));
}

/** JSON with its keys in order: the database keeps them in one of its own. */
function canonical(args: unknown): string {
  return JSON.stringify(Object.entries(args ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}
