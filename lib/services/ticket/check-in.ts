import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { auditLog } from "@/lib/db/schema/account";
import { actions } from "@/lib/db/schema/pipeline";
import { scans, tickets } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";
import { newAction } from "@/lib/services/action/enqueue";
import { auditRow } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { findListed } from "@/lib/services/listing/find-listed";
import { notFound } from "@/lib/services/not-found";
import { announce } from "@/lib/webhooks/announce";
import { findFirstCheckIn } from "./already-checked-in";
import { type LockedTicket, lockTicket, type TicketRow } from "./find";
import { projectScan, type ScanRow } from "./project-scan";
import { projectTicket } from "./project-ticket";
import { type RefusalCode, refusalOf } from "./refusal";
import { refusalError } from "./refusal-error";
import { requirePast } from "./require-past";
import type { CheckInInput, CheckInOutput, FirstCheckIn, TicketOutput } from "./schema";
import { readTicket } from "./select-tickets";
import { isUndone, undone } from "./undone-reading";

type Outcome = { ticket: TicketOutput; scan: ScanRow; firstCheckIn: FirstCheckIn | null };

/**
 * Reads a ticket at a gate. An entry admits once, however many gates read it at the same moment; the chain follows.
 * Every reading is stored, refused ones too; a repeat of a nonce gives the answer of the first reading. But an admission
 * that was undone since admits nobody any more: its nonce is refused, and the ticket has to be read anew.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed` for a time to come, and as refusals
 * `already_checked_in` (with `firstCheckIn`), `ticket_invalidated`, `event_cancelled`, `check_in_closed`,
 * `not_yet_issued`, `listed_for_resale`, `not_checked_in` (an exit, or the nonce of an admission that was undone).
 */
export async function checkInTicket(options: { ctx: Context; input: CheckInInput }): Promise<CheckInOutput> {
  const { ctx, input } = options;
  authorise(ctx, "checkins:write");
  requirePast(input.at ?? null, ctx.clock.now());
  if (input.checkinListId) throw notFound("check-in list");

  // The refusal is thrown only after the commit: its scan stays.
  const outcome = await ctx.db.transaction((tx) => read(tx, ctx, input));
  if (outcome.scan.result === "refused") throw refusalError(outcome.scan, outcome.firstCheckIn);
  return { ticket: outcome.ticket, scan: projectScan(outcome.scan) };
}

async function read(tx: Transaction, ctx: Context, input: CheckInInput): Promise<Outcome> {
  const locked = await lockTicket(tx, { ...input, organisationId: ctx.actor.organisationId });
  const { ticket, event, wasListed } = locked;
  const at = input.at ?? ctx.clock.now();
  const isListed = wasListed && (await findListed(tx, [ticket.id], ctx.clock.now())).has(ticket.id);
  const code = refusalOf({ ticket, event, type: input.type, at, isListed });
  const scan = await storeScan(tx, ctx, { ticket, input, at, code });
  if (!scan) return repeat(tx, ctx, ticket, input.nonce ?? "");
  if (!code && scan.type === "entry") return admit(tx, ctx, locked, scan);
  return outcomeOf(tx, ctx, ticket, scan);
}

/** The outcome of the reading that had this nonce first. */
async function repeat(tx: Transaction, ctx: Context, ticket: TicketRow, nonce: string): Promise<Outcome> {
  const [first] = await tx
    .select()
    .from(scans)
    .where(and(eq(scans.ticketId, ticket.id), eq(scans.nonce, nonce)));
  if (!first) throw new Error("The scan was not written.");
  if (isUndone(first, ticket))
    throw undone(first, ticket, await findFirstCheckIn(tx, ticket.checkedInScanId));
  return outcomeOf(tx, ctx, ticket, first);
}

/** @returns null where the ticket was read with this nonce before. */
async function storeScan(
  tx: Transaction,
  ctx: Context,
  reading: { ticket: TicketRow; input: CheckInInput; at: Date; code: RefusalCode | null },
): Promise<ScanRow | null> {
  const { ticket, input, at, code } = reading;
  const [scan] = await tx
    .insert(scans)
    .values({
      id: newId("scn"),
      organisationId: ticket.organisationId,
      eventId: ticket.eventId,
      ticketId: ticket.id,
      type: input.type,
      result: code ? "refused" : "admitted",
      code,
      at,
      receivedAt: ctx.clock.now(),
      gate: input.gate ?? null,
      nonce: input.nonce ?? null,
      by: ctx.actor.id,
      firstScanId: code === "already_checked_in" ? ticket.checkedInScanId : null,
    })
    .onConflictDoNothing({ target: [scans.ticketId, scans.nonce] })
    .returning()
    .prepare("store_scan")
    .execute();
  return scan ?? null;
}

/** Gates are in a hurry: ticket, action and who did it are one statement, and what they are then is not read again. */
async function admit(tx: Transaction, ctx: Context, locked: LockedTicket, scan: ScanRow): Promise<Outcome> {
  const { ticket, event, orderReference, isListenedTo } = locked;
  const action = newAction({
    kind: "check_in",
    organisationId: ticket.organisationId,
    eventId: ticket.eventId,
    ticketIds: [ticket.id],
    payload: {},
    afterActionId: ticket.lastActionId,
    requestId: ctx.requestId,
    now: ctx.clock.now(),
  });
  const entry = auditRow(ctx, {
    action: "ticket.check_in",
    entity: "ticket",
    entityId: ticket.id,
    data: { scanId: scan.id, actionId: action.id, gate: scan.gate },
  });
  const queued = tx.$with("queued").as(tx.insert(actions).values(action));
  const audited = tx.$with("audited").as(tx.insert(auditLog).values(entry));
  const change = { checkedInAt: scan.at, checkedInScanId: scan.id, lastActionId: action.id };
  await tx
    .with(queued, audited)
    .update(tickets)
    .set(change)
    .where(eq(tickets.id, ticket.id))
    .prepare("admit_ticket")
    .execute();
  if (isListenedTo) await tell(tx, { ticket, scan, actionId: action.id, at: ctx.clock.now() });
  const admitted = projectTicket({
    ticket: { ...ticket, ...change, status: "checked_in" },
    contract: event.contractAddress,
    orderReference,
    currency: event.currency,
    // One that is offered for resale is not admitted.
    listing: null,
    chain: { state: "queued", txHash: null, blockNumber: null },
  });
  return { ticket: admitted, scan, firstCheckIn: null };
}

type Admission = { ticket: TicketRow; scan: ScanRow; actionId: string; at: Date };

async function tell(tx: Transaction, { ticket, scan, actionId, at }: Admission): Promise<void> {
  const { organisationId, eventId, id: ticketId } = ticket;
  const data = { ticketId, eventId, scanId: scan.id, gate: scan.gate, actionId };
  await announce(tx, [{ organisationId, type: "ticket.checked_in", subject: ticketId, data, at }]);
}

async function outcomeOf(tx: Transaction, ctx: Context, ticket: TicketRow, scan: ScanRow): Promise<Outcome> {
  const firstCheckIn =
    scan.code === "already_checked_in" ? await findFirstCheckIn(tx, scan.firstScanId) : null;
  return { ticket: await readTicket(tx, ticket.id, ctx.clock.now()), scan, firstCheckIn };
}
