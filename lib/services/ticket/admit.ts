import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { prepared } from "@/lib/db/prepared";
import { hasVersion } from "@/lib/db/row-version";
import { tickets } from "@/lib/db/schema/tickets";
import { newAction } from "@/lib/services/action/enqueue";
import { auditRow } from "@/lib/services/audit";
import type { Context } from "@/lib/services/context";
import type { ScanRow } from "./project-scan";
import type { TicketAtGate } from "./ticket-at-gate";

/** The columns of the ticket that an admission changes. */
export type Admission = { checkedInAt: Date; checkedInScanId: string; lastActionId: string };

/**
 * Admits a ticket as it was read: the scan, what the chain is asked for, who did it and the ticket are one statement, so that
 * all are written or none.
 * @returns null where somebody changed the ticket since, or it was read with the scan's nonce before.
 */
export async function admit(
  db: Queryable,
  ctx: Context,
  { ticket, version }: TicketAtGate,
  scan: ScanRow,
): Promise<Admission | null> {
  const action = newAction({
    kind: "check_in",
    organisationId: ticket.organisationId,
    eventId: ticket.eventId,
    ticketIds: [ticket.id],
    payload: {},
    afterActionId: ticket.lastActionId,
    requestId: ctx.requestId,
    now: scan.receivedAt,
  });
  const data = { scanId: scan.id, actionId: action.id, gate: scan.gate };
  const entry = auditRow(ctx, { action: "ticket.check_in", entity: "ticket", entityId: ticket.id, data });
  const admitted = await admission(db).execute({
    ...scan,
    version,
    at: scan.at.toISOString(),
    receivedAt: scan.receivedAt.toISOString(),
    actionId: action.id,
    afterActionId: action.afterActionId,
    auditId: entry.id,
    actorType: entry.actorType,
    requestId: ctx.requestId,
    data: JSON.stringify(data),
  });
  if (admitted.length === 0) return null;
  return { checkedInAt: scan.at, checkedInScanId: scan.id, lastActionId: action.id };
}

const given = (name: string) => sql`${sql.placeholder(name)}::text`;
const givenTime = (name: string) => sql`${sql.placeholder(name)}::timestamptz`;

const admission = prepared((db) => {
  // Waits for whoever is changing the ticket, and finds nothing once they have, nor where the event was cancelled meanwhile.
  const unchanged = db.$with("unchanged").as(
    db
      .select({ id: tickets.id })
      .from(tickets)
      .where(
        and(
          eq(tickets.id, given("ticketId")),
          hasVersion(tickets, given("version")),
          sql`exists (select 1 from events e where e.id = ${given("eventId")} and e.status <> 'cancelled')`,
        ),
      )
      .for("update"),
  );
  const stored = db.$with("stored", { id: sql<string>`id` }).as(sql`
    insert into scans (id, organisation_id, event_id, ticket_id, type, result, at, received_at, gate, nonce, by)
    select ${given("id")}, ${given("organisationId")}, ${given("eventId")}, unchanged.id, ${given("type")}, ${given("result")},
      ${givenTime("at")}, ${givenTime("receivedAt")}, ${given("gate")}, ${given("nonce")}, ${given("by")}
    from unchanged on conflict (ticket_id, nonce) do nothing returning id`);
  const queued = db.$with("queued", {}).as(sql`
    insert into actions (id, organisation_id, event_id, request_id, kind, ticket_ids, payload, after_action_id, created_at, updated_at)
    select ${given("actionId")}, ${given("organisationId")}, ${given("eventId")}, ${given("requestId")}, 'check_in',
      array[${given("ticketId")}], '{}', ${given("afterActionId")}, ${givenTime("receivedAt")}, ${givenTime("receivedAt")}
    from stored`);
  const audited = db.$with("audited", {}).as(sql`
    insert into audit_log (id, organisation_id, created_at, actor_type, actor_id, action, entity, entity_id, data, request_id)
    select ${given("auditId")}, ${given("organisationId")}, ${givenTime("receivedAt")}, ${given("actorType")}, ${given("by")},
      'ticket.check_in', 'ticket', ${given("ticketId")}, ${sql.placeholder("data")}::jsonb, ${given("requestId")}
    from stored`);
  return db
    .with(unchanged, stored, queued, audited)
    .update(tickets)
    .set({
      checkedInAt: givenTime("at"),
      checkedInScanId: sql`stored.id`,
      lastActionId: given("actionId"),
    })
    .from(sql`stored`)
    .where(eq(tickets.id, given("ticketId")))
    .returning({ id: tickets.id })
    .prepare("admit_ticket");
});
