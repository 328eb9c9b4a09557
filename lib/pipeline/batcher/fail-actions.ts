import { inArray, sql } from "drizzle-orm";
import type { Database, Queryable, Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { actions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { announceFailed } from "@/lib/webhooks/announce-actions";
import { loadRefusedChanges, takeBackEvents, takeBackTypes } from "./take-back-changes";

export type FailedAction = { id: string; code: string; detail: string };

/**
 * Marks actions that can't be done, for good, gives back the stock of those that were to mint, and takes back what an event was
 * changed to by the others.
 */
export async function failActions(db: Queryable, failed: readonly FailedAction[]): Promise<void> {
  if (failed.length === 0) return;
  await db.transaction(async (tx) => {
    for (const { id, code, detail } of failed) {
      await tx
        .update(actions)
        .set({ status: "failed", error: { code, detail }, updatedAt: new Date() })
        .where(sql`${actions.id} = ${id} and ${actions.status} = 'queued'`);
    }
    const ids = failed.map((action) => action.id);
    const changes = await loadRefusedChanges(tx, ids);
    await takeBackEvents(tx, changes);
    await failMintedTickets(tx, ids);
    await takeSalesBack(tx, ids);
    await takeClaimsBack(tx, ids);
    await takeBackTypes(tx, changes);
    await announceFailed(tx, ids);
  });
}

async function failMintedTickets(tx: Transaction, actionIds: string[]): Promise<void> {
  const lost = await tx
    .update(tickets)
    .set({ mintFailed: true })
    .where(
      sql`${inArray(tickets.mintActionId, actionIds)} and not ${tickets.mintFailed}
        and exists (select 1 from ${actions} where ${actions.id} = ${tickets.mintActionId} and ${actions.status} = 'failed')`,
    )
    .returning({ ticketTypeId: tickets.ticketTypeId, invalidatedAt: tickets.invalidatedAt });
  const byType = new Map<string, number>();
  for (const { ticketTypeId, invalidatedAt } of lost) {
    // An invalidated ticket gave its stock back already.
    if (invalidatedAt === null) byType.set(ticketTypeId, (byType.get(ticketTypeId) ?? 0) + 1);
  }
  for (const [ticketTypeId, count] of [...byType].sort()) {
    await tx.execute(sql`update ticket_types set issued = issued - ${count} where id = ${ticketTypeId}`);
  }
}

/**
 * A ticket whose sale the chain refused is again of whom it was before, unless something else was done with it since. Where it was
 * sold once more, whom it was of before is passed on to that sale, which may be refused as well.
 */
async function takeSalesBack(tx: Transaction, actionIds: string[]): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select a.id from actions a where ${inList(sql`a.id`, actionIds)} and a.kind = 'resell' and a.status = 'failed' order by a.seq`);
  for (const { id } of rows) {
    await tx.execute(sql`
      update actions n set payload = jsonb_set(n.payload, '{before}', a.payload->'before')
      from actions a where a.id = ${id} and n.id = (
        select later.id from actions later
        where later.kind = 'resell' and later.ticket_ids = a.ticket_ids and later.event_id = a.event_id and later.seq > a.seq
        order by later.seq limit 1)`);
  }
  await tx.execute(sql`
    update tickets t set email = a.payload->'before'->>'email', attendee_name = a.payload->'before'->>'attendeeName',
      attendee_email = a.payload->'before'->>'attendeeEmail', claim_token_hash = a.payload->'before'->>'claimTokenHash'
    from actions a
    where ${inList(sql`a.id`, actionIds)} and a.kind = 'resell' and a.status = 'failed' and t.last_action_id = a.id`);
}

/** What was claimed by OPEN's rules and didn't move can be claimed again. */
async function takeClaimsBack(tx: Transaction, actionIds: string[]): Promise<void> {
  await tx.execute(sql`
    update open_tickets o set is_claimed = false
    from open_promises p join actions a on a.id = p.action_id and a.status = 'failed'
    where ${inList(sql`a.id`, actionIds)} and p.kind = 'claimedTicket' and o.ticket_id = p.ticket_id`);
}

const DEPENDENCY_FAILED = "DependencyFailed";
const TYPE_REFUSED = "TicketTypeRefused";

/**
 * Fails what waits for a publish or a mint that failed, and what waits for that: there is no ticket then. So it is with a ticket
 * type that the chain refused: its supply and its mints fail. Any other action that failed is simply done, and what comes after it
 * is tried. Repeats until a whole chain of dependants is told.
 */
export async function failDependants(db: Database): Promise<void> {
  for (;;) {
    const rows = [...(await withoutTheirType(db)), ...(await dependants(db))];
    if (rows.length === 0) return;
    // The same action may be in both.
    await failActions(
      db,
      [...new Map(rows.map((row) => [row.id, row])).values()].map(({ id, previous_id, code }) => ({
        id,
        code,
        detail: `It depends on ${previous_id}, which failed.`,
      })),
    );
  }
}

type Dependant = { id: string; previous_id: string; code: string };

async function dependants(db: Database): Promise<Dependant[]> {
  const { rows } = await db.execute<Dependant>(sql`
    select a.id, p.id as previous_id, ${DEPENDENCY_FAILED} as code
    from actions a join actions p on p.id = a.after_action_id
    where a.status = 'queued' and a.kind <> 'publish' and p.status = 'failed'
      and (p.kind in ('publish', 'mint') or p.error->>'code' = ${DEPENDENCY_FAILED}
        or a.kind = 'mint' and (p.kind = 'add_ticket_type' or p.error->>'code' = ${TYPE_REFUSED}))
    limit 1000`);
  return rows;
}

/** New supplies of ticket types that the chain refused. What comes after them on the event is tried all the same. */
async function withoutTheirType(db: Database): Promise<Dependant[]> {
  const { rows } = await db.execute<Dependant>(sql`
    select a.id, p.id as previous_id, ${TYPE_REFUSED} as code
    from actions a
    join ticket_types y on y.id = a.payload->>'ticketTypeId'
    join actions p on p.id = y.add_action_id
    where a.status = 'queued' and a.kind = 'set_supply' and p.status = 'failed'
    limit 1000`);
  return rows;
}
