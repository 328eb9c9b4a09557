import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { scans, tickets } from "@/lib/db/schema/tickets";
import { valueRows } from "@/lib/db/value-rows";
import { foldStatus, type Standing } from "./fold-status";
import type { IssuedChanges } from "./issued-changes";
import { loadStatements, type TicketToken } from "./load-statements";
import { ourHashes } from "./our-hashes";
import type { TimedFact } from "./read-range";
import { type Token, tokenKey } from "./touched";

type ProjectOptions = { chainId: number; tokens: readonly Token[]; issued: IssuedChanges };

type TicketRow = Pick<
  typeof tickets.$inferSelect,
  | "id"
  | "checkedInAt"
  | "checkedInScanId"
  | "invalidatedAt"
  | "invalidatedReason"
  | "mintFailed"
  | "ticketTypeId"
>;
type Columns = Pick<TicketRow, "checkedInAt" | "checkedInScanId" | "invalidatedAt" | "invalidatedReason">;
type Admission = { id: string; at: Date };

const STATUS_NAMES: ReadonlySet<string> = new Set(["checked_in", "check_in_undone", "invalidated"]);

/**
 * The tokens whose status others changed on the chain (the owner by hand, say). What our own transactions did took effect when
 * it was accepted here.
 */
export async function foreignStatusTokens(
  tx: Transaction,
  chainId: number,
  facts: readonly TimedFact[],
): Promise<Token[]> {
  const statuses = facts.filter(({ fact }) => STATUS_NAMES.has(fact.name));
  const ours = await ourHashes(tx, chainId, statuses);
  const tokens = new Map<string, Token>();
  for (const { contract, fact, txHash } of statuses) {
    if (ours.has(txHash) || !("tokenId" in fact)) continue;
    const token = { contract, tokenId: fact.tokenId };
    tokens.set(tokenKey(token), token);
  }
  return [...tokens.values()];
}

/** Brings check-in and invalidation of these tokens' tickets to what their statements come to, there and back. */
export async function projectStatuses(tx: Transaction, options: ProjectOptions): Promise<void> {
  const { chainId, issued } = options;
  const refs = await lockTickets(tx, options);
  if (refs.length === 0) return;
  const ids = refs.map(({ ticketId }) => ticketId);
  const rows = await loadRows(tx, ids);
  const statements = await loadStatements(tx, chainId, refs);
  const admissions = await loadAdmissions(tx, ids);
  const changed = rows.flatMap((row) => {
    const standing = foldStatus(statements.get(row.id) ?? []);
    const columns = columnsOf(row, standing, admissions.get(row.id));
    const before = row.invalidatedAt === null;
    const after = columns.invalidatedAt === null;
    if (before !== after && !row.mintFailed) issued.add(row.ticketTypeId, after ? 1 : -1);
    return isSame(row, columns) ? [] : [{ id: row.id, ...columns }];
  });
  await write(tx, changed);
}

async function lockTickets(tx: Transaction, { chainId, tokens }: ProjectOptions): Promise<TicketToken[]> {
  if (tokens.length === 0) return [];
  const numbered = tokens.map(({ contract, tokenId }, i) => ({ i, contract, token: tokenId }));
  const { rows } = await tx.execute<{ id: string; i: number }>(sql`
    select t.id, v.i from ${valueRows(numbered, { i: "integer", contract: "text", token: "numeric" })}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract
    join tickets t on t.event_id = e.id and t.token_id = v.token
    order by t.id for update of t`);
  return rows.flatMap(({ id, i }) => {
    const token = tokens[i];
    return token ? [{ ...token, ticketId: id }] : [];
  });
}

async function loadRows(tx: Transaction, ids: string[]): Promise<TicketRow[]> {
  return tx
    .select({
      id: tickets.id,
      checkedInAt: tickets.checkedInAt,
      checkedInScanId: tickets.checkedInScanId,
      invalidatedAt: tickets.invalidatedAt,
      invalidatedReason: tickets.invalidatedReason,
      mintFailed: tickets.mintFailed,
      ticketTypeId: tickets.ticketTypeId,
    })
    .from(tickets)
    .where(inList(tickets.id, ids));
}

/** The last admission of each ticket that was not undone here. */
async function loadAdmissions(tx: Transaction, ids: string[]): Promise<ReadonlyMap<string, Admission>> {
  const rows = await tx
    .selectDistinctOn([scans.ticketId], { ticketId: scans.ticketId, id: scans.id, at: scans.at })
    .from(scans)
    .where(
      and(
        inList(scans.ticketId, ids),
        eq(scans.type, "entry"),
        eq(scans.result, "admitted"),
        sql`${scans.undoneAt} is null`,
      ),
    )
    .orderBy(scans.ticketId, sql`${scans.receivedAt} desc`, sql`${scans.id} desc`);
  return new Map(rows.map(({ ticketId, ...admission }) => [ticketId, admission]));
}

function columnsOf(row: TicketRow, standing: Standing, admission: Admission | undefined): Columns {
  return { ...checkInOf(row, standing, admission), ...invalidationOf(row, standing) };
}

function checkInOf(row: TicketRow, { checkIn }: Standing, admission: Admission | undefined) {
  if (!checkIn) return { checkedInAt: null, checkedInScanId: null };
  if (!checkIn.isOurs) return { checkedInAt: checkIn.at, checkedInScanId: null };
  const { checkedInAt, checkedInScanId } = row;
  if (checkedInAt && checkedInScanId) return { checkedInAt, checkedInScanId };
  return { checkedInAt: admission?.at ?? checkIn.at, checkedInScanId: admission?.id ?? null };
}

function invalidationOf(row: TicketRow, { invalidation }: Standing) {
  if (!invalidation) return { invalidatedAt: null, invalidatedReason: null };
  const { invalidatedAt, invalidatedReason } = row;
  if (invalidation.isOurs && invalidatedAt) return { invalidatedAt, invalidatedReason };
  return { invalidatedAt: invalidation.at, invalidatedReason: invalidation.reason };
}

function isSame(row: TicketRow, columns: Columns): boolean {
  return (
    row.checkedInAt?.getTime() === columns.checkedInAt?.getTime() &&
    row.checkedInScanId === columns.checkedInScanId &&
    row.invalidatedAt?.getTime() === columns.invalidatedAt?.getTime() &&
    row.invalidatedReason === columns.invalidatedReason
  );
}

async function write(tx: Transaction, changed: readonly (Columns & { id: string })[]): Promise<void> {
  if (changed.length === 0) return;
  const columns = {
    id: "text",
    checkedInAt: "timestamptz",
    checkedInScanId: "text",
    invalidatedAt: "timestamptz",
    invalidatedReason: "text",
  } as const;
  await tx.execute(sql`
    update tickets t set checked_in_at = v."checkedInAt", checked_in_scan_id = v."checkedInScanId",
      invalidated_at = v."invalidatedAt", invalidated_reason = v."invalidatedReason"
    from ${valueRows(changed, columns)} where t.id = v.id`);
}
