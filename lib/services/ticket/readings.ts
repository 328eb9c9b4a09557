import { and, inArray } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { scans } from "@/lib/db/schema/tickets";
import type { ScanRow } from "./project-scan";

type Pair = { ticketId: string; nonce: string };

/** Earlier readings of tickets, by ticket and nonce, with the admissions that refused ones name. */
export type Readings = { of(pair: Pair): ScanRow | null; admission(id: string | null): ScanRow | null };

/** The readings that these nonces were used for before. */
export async function loadReadings(tx: Transaction, pairs: readonly Pair[]): Promise<Readings> {
  const rows = await find(tx, pairs);
  const byPair = new Map(rows.map((row) => [keyOf({ ticketId: row.ticketId, nonce: row.nonce ?? "" }), row]));
  const ids = [...new Set(rows.flatMap(({ firstScanId }) => firstScanId ?? []))];
  const first = ids.length === 0 ? [] : await tx.select().from(scans).where(inArray(scans.id, ids));
  const byId = new Map(first.map((row) => [row.id, row]));
  return {
    of: (pair) => byPair.get(keyOf(pair)) ?? null,
    admission: (id) => byId.get(id ?? "") ?? null,
  };
}

async function find(tx: Transaction, pairs: readonly Pair[]): Promise<ScanRow[]> {
  if (pairs.length === 0) return [];
  const ticketIds = pairs.map(({ ticketId }) => ticketId);
  const nonces = pairs.map(({ nonce }) => nonce);
  return tx
    .select()
    .from(scans)
    .where(and(inList(scans.ticketId, ticketIds), inList(scans.nonce, nonces)));
}

const keyOf = ({ ticketId, nonce }: Pair) => `${ticketId} ${nonce}`;
