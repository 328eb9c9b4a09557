import { and, eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { scans, tickets } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { announce } from "@/lib/webhooks/announce";
import { type Admission, admit } from "./admit";
import { findFirstCheckIn } from "./already-checked-in";
import type { TicketRow } from "./find";
import { projectScan, type ScanRow } from "./project-scan";
import { projectTicket } from "./project-ticket";
import { refusalOf } from "./refusal";
import { refusalError } from "./refusal-error";
import { requirePast } from "./require-past";
import type { CheckInInput, CheckInOutput, FirstCheckIn, TicketOutput } from "./schema";
import { readTicket } from "./select-tickets";
import { readTicketAtGate, type TicketAtGate } from "./ticket-at-gate";
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

  let outcome: Outcome | null = null;
  // Nobody waits for a lock while deciding: whoever finds the ticket changed since they read it decides anew.
  while (!outcome) outcome = await read(ctx, input);
  if (outcome.scan.result === "refused") throw refusalError(outcome.scan, outcome.firstCheckIn);
  return { ticket: outcome.ticket, scan: projectScan(outcome.scan) };
}

/** @returns null where the ticket was changed at the same moment. */
async function read(ctx: Context, input: CheckInInput): Promise<Outcome | null> {
  const { db, clock, actor } = ctx;
  const found = await readTicketAtGate(db, { ...input, organisationId: actor.organisationId }, clock.now());
  const scan = scanOf(ctx, found, input);
  if (!scan.code && scan.type === "entry") {
    const admission = await admitAndTell(ctx, found, scan);
    if (admission) return { ticket: projectAdmitted(found, admission), scan, firstCheckIn: null };
  } else if (await storeScan(db, scan)) return outcomeOf(ctx, found.ticket, scan);
  return repeat(ctx, scan);
}

/** The reading of the ticket, not stored yet. */
function scanOf(ctx: Context, { ticket, event, isListed }: TicketAtGate, input: CheckInInput): ScanRow {
  const now = ctx.clock.now();
  const at = input.at ?? now;
  const code = refusalOf({ ticket, event, type: input.type, at, isListed });
  return {
    id: newId("scn"),
    organisationId: ticket.organisationId,
    eventId: ticket.eventId,
    ticketId: ticket.id,
    type: input.type,
    result: code ? "refused" : "admitted",
    code,
    at,
    receivedAt: now,
    gate: input.gate ?? null,
    deviceId: null,
    nonce: input.nonce ?? null,
    by: ctx.actor.id,
    undoneAt: null,
    firstScanId: code === "already_checked_in" ? ticket.checkedInScanId : null,
  };
}

async function admitAndTell(ctx: Context, found: TicketAtGate, scan: ScanRow): Promise<Admission | null> {
  if (!found.isListenedTo) return admit(ctx.db, ctx, found, scan);
  return ctx.db.transaction(async (tx) => {
    const admission = await admit(tx, ctx, found, scan);
    if (!admission) return null;
    const { organisationId, eventId, ticketId: subject, id: scanId, gate, receivedAt: at } = scan;
    const data = { ticketId: subject, eventId, scanId, gate, actionId: admission.lastActionId };
    await announce(tx, [{ organisationId, type: "ticket.checked_in", subject, data, at }]);
    return admission;
  });
}

/** Gates are in a hurry: what is known is not read again. */
function projectAdmitted(found: TicketAtGate, admission: Admission): TicketOutput {
  return projectTicket({
    ticket: { ...found.ticket, ...admission, status: "checked_in" },
    contract: found.event.contractAddress,
    orderReference: found.orderReference,
    money: found.event,
    // One that is offered for resale is not admitted.
    listing: null,
    chain: { state: "queued", txHash: null, blockNumber: null },
  });
}

/** @returns false where the ticket was read with this nonce before. */
async function storeScan(db: Queryable, scan: ScanRow): Promise<boolean> {
  return db.transaction(async (tx) => {
    // The ticket first, as everywhere: a batch that has its lock may be about to store a scan of this nonce.
    await tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.id, scan.ticketId)).for("key share");
    const stored = await tx
      .insert(scans)
      .values(scan)
      .onConflictDoNothing({ target: [scans.ticketId, scans.nonce] })
      .returning({ id: scans.id });
    return stored.length > 0;
  });
}

/** The outcome of the reading that had this one's nonce first, as the ticket is now; null where there is none. */
async function repeat(ctx: Context, { ticketId, nonce }: ScanRow): Promise<Outcome | null> {
  if (nonce === null) return null;
  const [row] = await ctx.db
    .select({ first: scans, ticket: tickets })
    .from(scans)
    .innerJoin(tickets, eq(tickets.id, scans.ticketId))
    .where(and(eq(scans.ticketId, ticketId), eq(scans.nonce, nonce)));
  if (!row) return null;
  const { first, ticket } = row;
  if (isUndone(first, ticket))
    throw undone(first, ticket, await findFirstCheckIn(ctx.db, ticket.checkedInScanId));
  return outcomeOf(ctx, ticket, first);
}

async function outcomeOf(ctx: Context, ticket: TicketRow, scan: ScanRow): Promise<Outcome> {
  const firstCheckIn =
    scan.code === "already_checked_in" ? await findFirstCheckIn(ctx.db, scan.firstScanId) : null;
  return { ticket: await readTicket(ctx.db, ticket.id, ctx.clock.now()), scan, firstCheckIn };
}
