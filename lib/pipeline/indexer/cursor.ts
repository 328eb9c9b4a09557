import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "@/lib/db/database";
import { blocks, cursors } from "@/lib/db/schema/pipeline";
import type { BlockHeader } from "./read-range";

/** Headers are kept for so many blocks: no reorg goes deeper. */
export const HEADERS_KEPT = 512;

export type Cursor = typeof cursors.$inferSelect;

export async function loadCursor(db: Queryable, chainId: number): Promise<Cursor | null> {
  const [row] = await db.select().from(cursors).where(eq(cursors.chainId, chainId));
  return row ?? null;
}

/** Locks the cursor for the transaction. False when another process moved it since `expected` was read. */
export async function lockCursor(tx: Transaction, expected: Cursor): Promise<boolean> {
  const [row] = await tx.select().from(cursors).where(eq(cursors.chainId, expected.chainId)).for("update");
  return row?.blockHash === expected.blockHash;
}

/** Starts the index at a block: what came before it is of no concern. Does nothing where it has begun. */
export async function startCursor(db: Queryable, chainId: number, header: BlockHeader): Promise<void> {
  const at = { blockNumber: header.number, blockHash: header.hash, head: header.number, finalized: 0 };
  await db
    .insert(blocks)
    .values({ chainId, ...header })
    .onConflictDoNothing();
  await db
    .insert(cursors)
    .values({ chainId, ...at })
    .onConflictDoNothing();
}

/** Moves the cursor forward to the last of these headers, and remembers them. */
export async function advanceCursor(
  tx: Transaction,
  chainId: number,
  headers: readonly BlockHeader[],
): Promise<void> {
  const last = headers.at(-1);
  if (!last) return;
  await tx.insert(blocks).values(headers.map((header) => ({ chainId, ...header })));
  await tx
    .delete(blocks)
    .where(and(eq(blocks.chainId, chainId), lt(blocks.number, last.number - HEADERS_KEPT)));
  await setCursor(tx, chainId, last);
}

export async function setCursor(
  tx: Transaction,
  chainId: number,
  at: { number: number; hash: `0x${string}` },
): Promise<void> {
  await tx
    .update(cursors)
    .set({ blockNumber: at.number, blockHash: at.hash, updatedAt: sql`now()` })
    .where(eq(cursors.chainId, chainId));
}

/** Remembered headers, newest first. */
export async function rememberedBlocks(db: Queryable, chainId: number) {
  const query = db.select().from(blocks).where(eq(blocks.chainId, chainId));
  return query.orderBy(desc(blocks.number));
}
