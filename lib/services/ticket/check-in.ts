import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { scans, tickets } from "@/lib/db/schema/tickets";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/services/action/enqueue";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { invalidFields } from "@/lib/services/invalid-fields";
import { notFound } from "@/lib/services/not-found";
import { alreadyCheckedIn, findFirstCheckIn } from "./already-checked-in";
import { lockTicket, type TicketRow } from "./find";
import { projectScan, type ScanRow } from "./project-scan";
import { REFUSAL_CODES, type RefusalCode, refusalOf } from "./refusal";
import type { CheckInInput, CheckInOutput, FirstCheckIn, TicketOutput } from "./schema";
import { readTicket } from "./select-tickets";

/** Clocks of gates may be so much ahead of ours. */
const CLOCK_SKEW_MS_MAX = 5 * 60_000;

type Outcome = { ticket: TicketOutput; scan: ScanRow; firstCheckIn: FirstCheckIn | null };

/**
 * Reads a ticket at a gate. An entry admits once, however many gates read it at the same moment; the chain follows.
 * Every reading is stored, refused ones too; a repeat of a nonce gives the answer of the first reading. But an admission
 * that was undone since admits nobody any more: its nonce is refused, and the ticket has to be read anew.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed` for a time to come, and as refusals
 * `already_checked_in` (with `firstCheckIn`), `ticket_invalidated`, `event_cancelled`, `check_in_closed`,
 * `not_yet_issued`, `not_checked_in` (an exit, or the nonce of an admission that was undone).
 */
export async function checkInTicket(options: { ctx: Context; input: CheckInInput }): Promise<CheckInOutput> {
  const { ctx, input } = options;
  authorise(ctx, "checkins:write");
  requirePast(input.at ?? null, ctx.clock.now());
  if (input.checkinListId) throw notFound("check-in list");

  // The refusal is thrown only after the commit: its scan stays.
  const outcome = await ctx.db.transaction((tx) => read(tx, ctx, input));
  if (outcome.scan.result === "refused") throw refusal(outcome);
  return { ticket: outcome.ticket, scan: projectScan(outcome.scan) };
}

function requirePast(at: Date | null, now: Date): void {
  if (!at || at.getTime() <= now.getTime() + CLOCK_SKEW_MS_MAX) return;
  throw invalidFields([
    { path: "at", message: `must not be in the future: it is ${now.toISOString()} here` },
  ]);
}

async function read(tx: Transaction, ctx: Context, input: CheckInInput): Promise<Outcome> {
  const { ticket, event } = await lockTicket(tx, { ...input, organisationId: ctx.actor.organisationId });
  const repeated = input.nonce ? await findScan(tx, ticket.id, input.nonce) : null;
  if (repeated) {
    if (isUndone(repeated, ticket)) throw await undone(tx, ticket, repeated);
    return outcomeOf(tx, ticket, repeated);
  }

  const at = input.at ?? ctx.clock.now();
  const code = refusalOf({ ticket, event, type: input.type, at });
  const scan = await storeScan(tx, ctx, { ticket, input, at, code });
  if (!code && scan.type === "entry") await admit(tx, ctx, ticket, scan);
  return outcomeOf(tx, ticket, scan);
}

async function findScan(tx: Transaction, ticketId: string, nonce: string): Promise<ScanRow | null> {
  const [scan] = await tx
    .select()
    .from(scans)
    .where(and(eq(scans.ticketId, ticketId), eq(scans.nonce, nonce)));
  return scan ?? null;
}

/** Whether an admission stands no longer: undone here, or on the chain by somebody else. */
function isUndone(scan: ScanRow, ticket: TicketRow): boolean {
  return scan.type === "entry" && scan.result === "admitted" && scan.id !== ticket.checkedInScanId;
}

async function undone(tx: Transaction, ticket: TicketRow, scan: ScanRow): Promise<AppError> {
  const extra = { scan: projectScan(scan) };
  if (ticket.status === "checked_in")
    return alreadyCheckedIn(await findFirstCheckIn(tx, ticket.checkedInScanId), extra);
  return new AppError(
    "not_checked_in",
    "The check-in with this nonce was undone. Read the ticket again, with a new nonce.",
    { extra },
  );
}

async function storeScan(
  tx: Transaction,
  ctx: Context,
  reading: { ticket: TicketRow; input: CheckInInput; at: Date; code: RefusalCode | null },
): Promise<ScanRow> {
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
    .returning();
  if (!scan) throw new Error("The scan was not written.");
  return scan;
}

async function admit(tx: Transaction, ctx: Context, ticket: TicketRow, scan: ScanRow): Promise<void> {
  const action = await enqueue(tx, {
    kind: "check_in",
    organisationId: ticket.organisationId,
    eventId: ticket.eventId,
    ticketIds: [ticket.id],
    payload: {},
    afterActionId: ticket.lastActionId,
    requestId: ctx.requestId,
    now: ctx.clock.now(),
  });
  await tx
    .update(tickets)
    .set({ checkedInAt: scan.at, checkedInScanId: scan.id, lastActionId: action.id })
    .where(eq(tickets.id, ticket.id));
  await audit(tx, ctx, {
    action: "ticket.check_in",
    entity: "ticket",
    entityId: ticket.id,
    data: { scanId: scan.id, actionId: action.id, gate: scan.gate },
  });
}

async function outcomeOf(tx: Transaction, ticket: TicketRow, scan: ScanRow): Promise<Outcome> {
  const firstCheckIn =
    scan.code === "already_checked_in" ? await findFirstCheckIn(tx, scan.firstScanId) : null;
  return { ticket: await readTicket(tx, ticket.id), scan, firstCheckIn };
}

const DETAILS: Record<Exclude<RefusalCode, "already_checked_in">, string> = {
  event_cancelled: "The event is cancelled: nobody is admitted.",
  ticket_invalidated: "The ticket was invalidated and admits nobody.",
  not_yet_issued: "The ticket was never issued: the chain refused it.",
  check_in_closed: "Check-in closed 24 hours after the end of the event.",
  not_checked_in: "The ticket is not checked in, so nobody can leave with it.",
};

function refusal({ scan, firstCheckIn }: Outcome): AppError {
  const extra = { scan: projectScan(scan) };
  const code = REFUSAL_CODES.find((known) => known === scan.code);
  if (!code) throw new Error(`Scan ${scan.id} was refused for ${scan.code}, which is no reason.`);
  if (code === "already_checked_in") return alreadyCheckedIn(firstCheckIn, extra);
  return new AppError(code, DETAILS[code], { extra });
}
