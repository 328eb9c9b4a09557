import { eq, sql } from "drizzle-orm";
import type { Chain } from "@/lib/chain/chain";
import type { Database } from "@/lib/db/database";
import { type ActionKind, actions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { auditChain } from "@/lib/pipeline/audit/audit-chain";
import { sentenceOf } from "@/lib/pipeline/audit/difference";

/* What is in the database, for the tests of rooms that don't know its tables. */

/** Kinds of the actions that a request asked for. */
export async function kindsAskedFor(db: Database, requestId: string): Promise<ActionKind[]> {
  const rows = await db.select({ kind: actions.kind }).from(actions).where(eq(actions.requestId, requestId));
  return rows.map(({ kind }) => kind);
}

/** The block that an action was confirmed in; 0 before. */
export async function blockOf(db: Database, actionId: string): Promise<number> {
  const [action] = await db.select().from(actions).where(eq(actions.id, actionId));
  return action?.blockNumber ?? 0;
}

/** A ticket's token; 0n before there is one. */
export async function tokenOf(db: Database, ticketId: string): Promise<bigint> {
  const [ticket] = await db.select().from(tickets).where(eq(tickets.id, ticketId));
  return ticket?.tokenId ?? 0n;
}

/** Makes a call that was answered look as if it still ran. */
export async function forgetAnswer(db: Database, idempotencyKey: string): Promise<void> {
  await db.execute(
    sql`update idempotency_keys set response_status = null, response_body = null where key = ${idempotencyKey}`,
  );
}

/** What the database and the chain don't agree about, in sentences. */
export async function differencesWith({ db, chain }: { db: Database; chain: Chain }): Promise<string[]> {
  return (await auditChain({ db, chain })).map(sentenceOf);
}

/** Makes a ticket type look as if so many of it were issued. */
export async function pretendIssued(db: Database, ticketTypeId: string, issued: number): Promise<void> {
  await db.execute(sql`update ticket_types set issued = ${issued} where id = ${ticketTypeId}`);
}
