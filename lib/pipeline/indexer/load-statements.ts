import { sql } from "drizzle-orm";
import { z } from "zod";
import { invalidationReasonOf } from "@/lib/chain/encode-calls";
import type { Queryable } from "@/lib/db/database";
import { ACTION_STATUSES } from "@/lib/db/schema/pipeline";
import { INVALIDATION_REASONS } from "@/lib/db/schema/tickets";
import { valueRows } from "@/lib/db/value-rows";
import type { Statement } from "./fold-status";
import type { Token } from "./touched";

/** A ticket and the token that it has, or had. */
export type TicketToken = Token & { ticketId: string };

const NAMES = {
  check_in: "checked_in",
  undo_check_in: "check_in_undone",
  invalidate: "invalidated",
} as const satisfies Record<string, Statement["name"]>;

const moment = z.union([z.date(), z.string()]).pipe(z.coerce.date());

const saidRow = z.object({
  ticket: z.string(),
  name: z.enum(["checked_in", "check_in_undone", "invalidated"]),
  at: moment,
  reason: z.number().nullable(),
  transaction: z.string().nullable(),
});
type Said = z.infer<typeof saidRow>;

const askedRow = z.object({
  ticket: z.string(),
  kind: z.enum(["check_in", "undo_check_in", "invalidate"]),
  status: z.enum(ACTION_STATUSES),
  transaction: z.string().nullable(),
  reason: z.enum(INVALIDATION_REASONS).nullable(),
  created_at: moment,
  updated_at: moment,
});
type Asked = z.infer<typeof askedRow>;

/**
 * All that was said of each ticket's status, in order: what the chain said, in its order; what was asked for here and refused
 * there, when it was refused; last what is still on its way, for it will come on top of all the rest. Accepted is accepted: it
 * counts although the chain refused it.
 */
export async function loadStatements(
  db: Queryable,
  chainId: number,
  tickets: readonly TicketToken[],
): Promise<ReadonlyMap<string, Statement[]>> {
  const said = group(await loadSaid(db, chainId, tickets));
  const asked = group(await loadAsked(db, tickets));
  return new Map(
    tickets.map(({ ticketId }) => [ticketId, inOrder(said.get(ticketId) ?? [], asked.get(ticketId) ?? [])]),
  );
}

function inOrder(said: readonly Said[], asked: readonly Asked[]): Statement[] {
  const isCarriedOut = (action: Asked) => said.some((fact) => isOf(fact, action));
  const statements: Statement[] = said.map(({ name, at, reason, ...fact }) => ({
    name,
    at,
    reason: reason === null ? null : invalidationReasonOf(reason),
    isOurs: asked.some((action) => isOf({ name, ...fact }, action)),
  }));
  for (const action of asked) {
    if (isCarriedOut(action)) continue;
    const refusedAt = action.status === "failed" ? action.updated_at : null;
    const later = refusedAt ? statements.findIndex(({ at }) => at > refusedAt) : -1;
    statements.splice(later === -1 ? statements.length : later, 0, {
      name: NAMES[action.kind],
      at: action.created_at,
      reason: action.reason,
      isOurs: true,
    });
  }
  return statements;
}

const isOf = (fact: Pick<Said, "name" | "transaction">, action: Asked) =>
  fact.transaction !== null && fact.transaction === action.transaction && fact.name === NAMES[action.kind];

async function loadSaid(db: Queryable, chainId: number, tickets: readonly TicketToken[]): Promise<Said[]> {
  const { rows } = await db.execute(sql`
    select v."ticketId" as ticket, c.name, c.at, (c.args->>'reason')::integer as reason, x.transaction_id as transaction
    from ${valueRows(tickets, { ticketId: "text", contract: "text", tokenId: "numeric" })}
    join chain_events c on c.chain_id = ${chainId} and c.contract = v.contract and c.token_id = v."tokenId"
      and c.name in ('checked_in', 'check_in_undone', 'invalidated')
    left join transaction_attempts x on x.chain_id = c.chain_id and x.hash = c.tx_hash
    order by c.block_number, c.log_index, c.position`);
  return z.array(saidRow).parse(rows);
}

/** Actions know which came before them on the same ticket. */
async function loadAsked(db: Queryable, tickets: readonly TicketToken[]): Promise<Asked[]> {
  const ids = tickets.map(({ ticketId: id }) => ({ id }));
  // Not the ids of its tickets: a mint may have thousands.
  const columns = sql`a.seq, a.kind, a.status, a.after_action_id, a.transaction_id, a.payload, a.created_at, a.updated_at`;
  const { rows } = await db.execute(sql`
    with recursive asked as (
      select t.id as ticket, ${columns} from ${valueRows(ids, { id: "text" })}
      join tickets t on t.id = v.id join actions a on a.id = t.last_action_id
      union all
      select asked.ticket, ${columns} from asked join actions a on a.id = asked.after_action_id
      where asked.kind not in ('mint', 'publish'))
    select ticket, kind, status, transaction_id as transaction, payload->>'reason' as reason, created_at, updated_at
    from asked where kind in ('check_in', 'undo_check_in', 'invalidate')
    order by seq`);
  return z.array(askedRow).parse(rows);
}

function group<Row extends { ticket: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  return Map.groupBy(rows, (row) => row.ticket);
}
