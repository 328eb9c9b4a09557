import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { insertRows } from "@/lib/db/insert-rows";
import { auditLog } from "@/lib/db/schema/account";
import { type ActionKind, actions } from "@/lib/db/schema/pipeline";
import { scans, type tickets } from "@/lib/db/schema/tickets";
import type { WebhookType } from "@/lib/db/schema/webhooks";
import { valueRows } from "@/lib/db/value-rows";
import { newId } from "@/lib/ids";
import { type ActionPayloads, type NewAction, newAction } from "@/lib/services/action/enqueue";
import { type AuditEntry, auditRow } from "@/lib/services/audit";
import type { Context } from "@/lib/services/context";
import { closeListings } from "@/lib/services/listing/close";
import { type Announcement, announce } from "@/lib/webhooks/announce";
import type { ScanRow } from "./project-scan";
import type { Standing } from "./standing";

type Columns = Pick<
  typeof tickets.$inferSelect,
  | "email"
  | "attendeeName"
  | "attendeeEmail"
  | "claimTokenHash"
  | "lastActionId"
  | "checkedInAt"
  | "checkedInScanId"
  | "invalidatedAt"
  | "invalidatedReason"
  | "invalidatedNote"
>;

const COLUMNS = {
  id: "text",
  email: "text",
  attendeeName: "text",
  attendeeEmail: "text",
  claimTokenHash: "text",
  lastActionId: "text",
  checkedInAt: "timestamptz",
  checkedInScanId: "text",
  invalidatedAt: "timestamptz",
  invalidatedReason: "text",
  invalidatedNote: "text",
} as const;

/** By which a ticket changes hands. */
const MOVES: ReadonlySet<ActionKind> = new Set<ActionKind>(["resell", "transfer"]);

/**
 * What is done with tickets that are locked, collected and then written at once: as many statements for five thousand tickets as
 * for one. What is noted changes the standing as well, so that the next thing done with the same ticket finds it so.
 */
export class Changes {
  readonly now: Date;
  readonly #ctx: Context;
  readonly #batchId: string | null;
  readonly #changed = new Map<string, Standing>();
  readonly #issued = new Map<string, number>();
  readonly #actions: (NewAction & { id: string })[] = [];
  readonly #scans: ScanRow[] = [];
  readonly #unlisted: string[] = [];
  readonly #audits: AuditEntry[] = [];
  readonly #news: Announcement[] = [];

  constructor(ctx: Context, batchId: string | null = null) {
    this.#ctx = ctx;
    this.#batchId = batchId;
    this.now = ctx.clock.now();
  }

  /** Asks for an on-chain thing, after whatever was asked for before on this ticket. @returns the action's id. */
  ask<Kind extends ActionKind>(standing: Standing, kind: Kind, payload: ActionPayloads[Kind]): string {
    const { ticket } = standing;
    const action = newAction({
      kind,
      organisationId: ticket.organisationId,
      eventId: ticket.eventId,
      ...(this.#batchId === null ? {} : { batchId: this.#batchId }),
      ticketIds: [ticket.id],
      payload,
      afterActionId: ticket.lastActionId,
      requestId: this.#ctx.requestId,
      now: this.now,
    });
    this.#actions.push(action);
    this.set(standing, { lastActionId: action.id });
    if (MOVES.has(kind)) this.#closeListing(standing);
    return action.id;
  }

  /** Whoever offered the ticket has it no more once the move has arrived. */
  #closeListing(standing: Standing): void {
    if (standing.isListed) this.#unlisted.push(standing.ticket.id);
    standing.isListed = false;
  }

  /** Changes columns of the ticket; its `status`, which follows from them, is the caller's to set on the standing. */
  set(
    standing: Standing,
    columns: Partial<Columns> & Partial<Pick<typeof tickets.$inferSelect, "status">>,
  ): void {
    standing.ticket = { ...standing.ticket, ...columns };
    this.#changed.set(standing.ticket.id, standing);
  }

  /** By how much a ticket type's `issued` changes. */
  issue(ticketTypeId: string, change: number): void {
    this.#issued.set(ticketTypeId, (this.#issued.get(ticketTypeId) ?? 0) + change);
  }

  /** Keeps a reading of the ticket. */
  scan(reading: Omit<ScanRow, "id" | "receivedAt" | "by" | "deviceId" | "undoneAt">): ScanRow {
    const scan = {
      id: newId("scn"),
      ...reading,
      receivedAt: this.now,
      by: this.#ctx.actor.id,
      deviceId: null,
      undoneAt: null,
    };
    this.#scans.push(scan);
    return scan;
  }

  /** The reading that was kept with this nonce. */
  reading(ticketId: string, nonce: string): ScanRow | null {
    return this.#scans.find((scan) => scan.ticketId === ticketId && scan.nonce === nonce) ?? null;
  }

  audit(standing: Standing, action: string, data: Record<string, unknown>): void {
    this.#audits.push({ action, entity: "ticket", entityId: standing.ticket.id, data });
  }

  /** Tells the organisation's endpoints. */
  announce({ ticket }: Standing, type: WebhookType, data: Record<string, unknown>): void {
    const { organisationId, eventId, id: ticketId } = ticket;
    const about = { ticketId, eventId, ...data };
    this.#news.push({ organisationId, type, subject: ticketId, data: about, at: this.now });
  }

  /** Tickets before types, as everywhere. */
  async write(tx: Transaction): Promise<void> {
    await insertRows(tx, { table: scans, rows: this.#scans });
    await insertRows(tx, { table: actions, rows: this.#actions });
    await this.#writeTickets(tx);
    await closeListings(tx, this.#unlisted, this.now);
    await this.#writeIssued(tx);
    await announce(tx, this.#news);
    await insertRows(tx, { table: auditLog, rows: this.#audits.map((entry) => auditRow(this.#ctx, entry)) });
  }

  async #writeTickets(tx: Transaction): Promise<void> {
    const rows = [...this.#changed.values()].map(({ ticket }) => ticket);
    if (rows.length === 0) return;
    await tx.execute(sql`
      update tickets t set email = v.email, attendee_name = v."attendeeName", attendee_email = v."attendeeEmail",
        claim_token_hash = v."claimTokenHash", last_action_id = v."lastActionId", checked_in_at = v."checkedInAt",
        checked_in_scan_id = v."checkedInScanId", invalidated_at = v."invalidatedAt",
        invalidated_reason = v."invalidatedReason", invalidated_note = v."invalidatedNote"
      from ${valueRows(rows, COLUMNS)} where t.id = v.id`);
  }

  async #writeIssued(tx: Transaction): Promise<void> {
    for (const [id, change] of [...this.#issued].sort(([a], [b]) => (a < b ? -1 : 1))) {
      await tx.execute(sql`update ticket_types set issued = issued + ${change} where id = ${id}`);
    }
  }
}
