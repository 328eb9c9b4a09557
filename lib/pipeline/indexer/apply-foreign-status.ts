import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { ChainFact, PlacedFact } from "@/lib/chain/decode-logs";
import { invalidationReasonOf } from "@/lib/chain/encode-calls";
import type { Transaction } from "@/lib/db/database";
import { attempts } from "@/lib/db/schema/pipeline";
import type { BlockRange } from "./read-range";

type StatusFact = Exclude<ChainFact, { name: "minted" | "transferred" }>;
type PlacedStatus = PlacedFact & { fact: StatusFact };

/**
 * Check-ins and invalidations that somebody else put on the chain (the owner by hand, say) count here as well.
 * Those of our own transactions took effect when they were accepted.
 */
export async function applyForeignStatus(tx: Transaction, chainId: number, range: BlockRange): Promise<void> {
  const statuses = range.facts.filter(isStatus);
  if (statuses.length === 0) return;
  const ours = await ourTransactions(tx, chainId, [...new Set(statuses.map(({ txHash }) => txHash))]);
  const times = new Map(range.headers.map((header) => [header.number, header.at]));
  for (const status of statuses) {
    if (!ours.has(status.txHash)) await applyStatus(tx, status, times.get(status.blockNumber) ?? new Date());
  }
}

function isStatus(placed: PlacedFact): placed is PlacedStatus {
  return placed.fact.name !== "minted" && placed.fact.name !== "transferred";
}

async function ourTransactions(tx: Transaction, chainId: number, hashes: PlacedFact["txHash"][]) {
  const rows = await tx
    .select({ hash: attempts.hash })
    .from(attempts)
    .where(and(eq(attempts.chainId, chainId), inArray(attempts.hash, hashes)));
  return new Set(rows.map((row) => row.hash));
}

async function applyStatus(tx: Transaction, { contract, fact }: PlacedStatus, at: Date): Promise<void> {
  const reason = fact.name === "invalidated" ? invalidationReasonOf(fact.reason) : null;
  const time = sql`${at.toISOString()}::timestamptz`;
  const changes: Record<StatusFact["name"], { set: SQL; where: SQL }> = {
    checked_in: { set: sql`checked_in_at = ${time}`, where: sql`checked_in_at is null` },
    check_in_undone: {
      set: sql`checked_in_at = null, checked_in_scan_id = null`,
      where: sql`checked_in_at is not null`,
    },
    invalidated: {
      set: sql`invalidated_at = ${time}, invalidated_reason = ${reason}`,
      where: sql`invalidated_at is null`,
    },
  };
  const { set, where } = changes[fact.name];
  const { rows } = await tx.execute<{ ticket_type_id: string }>(sql`
    update tickets t set ${set} from events e
    where e.contract_address = ${contract} and t.event_id = e.id and t.token_id = ${fact.tokenId.toString()}::numeric
      and ${where}
    returning t.ticket_type_id`);
  const [changed] = rows;
  if (!changed || fact.name !== "invalidated") return;
  await tx.execute(sql`update ticket_types set issued = issued - 1 where id = ${changed.ticket_type_id}`);
}
