import { and, eq, inArray, isNotNull, notInArray, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Chain } from "@/lib/chain/chain";
import type { Database } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import {
  type ActionKind,
  type ActionStatus,
  actions,
  cursors,
  signerStates,
  transactions,
} from "@/lib/db/schema/pipeline";

/** Actions on their way, alike in kind and status. */
type Waiting = { kind: ActionKind; status: ActionStatus; count: number; oldestSeconds: number };
type OpenTransactions = { signer: Address; count: number; oldestSeconds: number };

export type PipelineReading = {
  /** Null before the index has begun. */
  cursor: { indexed: number; finalized: number } | null;
  /** Queued and submitted. */
  waiting: readonly Waiting[];
  open: readonly OpenTransactions[];
  waitingForFunds: ReadonlySet<Address>;
  /** Accounts that queued actions belong to and that this server has no key of. */
  strangers: readonly { signer: Address; events: number }[];
};

type Source = { db: Database; chain: Pick<Chain, "chainId" | "signers"> };

/** What the database knows of the work under way. Reads by indexes, and no more than what is under way. */
export async function readPipeline(source: Source): Promise<PipelineReading> {
  const [cursor, waiting, open, waitingForFunds, strangers] = await Promise.all([
    readCursor(source),
    readWaiting(source),
    readOpen(source),
    readWaitingForFunds(source),
    readStrangers(source),
  ]);
  return { cursor, waiting, open, waitingForFunds, strangers };
}

const count = sql<number>`count(*)::int`;
/** Rows may be of the future to a database whose clock is behind. */
const ageSeconds = (column: unknown) =>
  sql<number>`greatest(0, floor(extract(epoch from now() - min(${column}))))::int`;

async function readCursor({ db, chain }: Source): Promise<PipelineReading["cursor"]> {
  const [row] = await db
    .select({ indexed: cursors.blockNumber, finalized: cursors.finalized })
    .from(cursors)
    .where(eq(cursors.chainId, chain.chainId));
  return row ?? null;
}

async function readWaiting({ db }: Source): Promise<Waiting[]> {
  return db
    .select({
      kind: actions.kind,
      status: actions.status,
      count,
      oldestSeconds: ageSeconds(actions.createdAt),
    })
    .from(actions)
    .where(inArray(actions.status, ["queued", "submitted"]))
    .groupBy(actions.status, actions.kind);
}

async function readOpen({ db, chain }: Source): Promise<OpenTransactions[]> {
  return db
    .select({ signer: transactions.signer, count, oldestSeconds: ageSeconds(transactions.createdAt) })
    .from(transactions)
    .where(
      and(eq(transactions.chainId, chain.chainId), inArray(transactions.status, ["signed", "broadcast"])),
    )
    .groupBy(transactions.signer);
}

async function readWaitingForFunds({ db, chain }: Source): Promise<Set<Address>> {
  const rows = await db
    .select({ address: signerStates.address })
    .from(signerStates)
    .where(and(eq(signerStates.chainId, chain.chainId), eq(signerStates.status, "waiting_funds")));
  return new Set(rows.map((row) => row.address));
}

async function readStrangers({ db, chain }: Source): Promise<{ signer: Address; events: number }[]> {
  const known = chain.signers.map((signer) => signer.address);
  const rows = await db
    .select({ signer: events.signer, events: sql<number>`count(distinct ${events.id})::int` })
    .from(actions)
    .innerJoin(events, eq(events.id, actions.eventId))
    .where(and(eq(actions.status, "queued"), isNotNull(events.signer), notInArray(events.signer, known)))
    .groupBy(events.signer);
  return rows.flatMap(({ signer, events }) => (signer ? [{ signer, events }] : []));
}
