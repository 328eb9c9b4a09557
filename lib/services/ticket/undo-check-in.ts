import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { scans, tickets } from "@/lib/db/schema/tickets";
import { AppError } from "@/lib/errors";
import { enqueue } from "@/lib/services/action/enqueue";
import { projectAction } from "@/lib/services/action/project-action";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { lockTicket, type TicketRow } from "./find";
import type { TicketActionOutput, UndoCheckInInput } from "./schema";
import { readTicket } from "./select-tickets";

/**
 * Makes a checked-in ticket valid again: with a nonce, only if it was that scan which admitted it.
 * @throws {AppError} `forbidden`, `not_found`, `not_checked_in`.
 */
export async function undoCheckIn(options: {
  ctx: Context;
  input: UndoCheckInInput;
}): Promise<TicketActionOutput> {
  const { ctx, input } = options;
  authorise(ctx, "checkins:write");
  return ctx.db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, { ...input, organisationId: ctx.actor.organisationId });
    if (ticket.status !== "checked_in") {
      throw new AppError("not_checked_in", "The ticket is not checked in: there is nothing to undo.");
    }
    if (input.nonce) await requireAdmission(tx, ticket, input.nonce);
    return undo(tx, ctx, ticket);
  });
}

async function requireAdmission(tx: Transaction, ticket: TicketRow, nonce: string): Promise<void> {
  const [scan] = await tx
    .select({ id: scans.id })
    .from(scans)
    .where(and(eq(scans.ticketId, ticket.id), eq(scans.nonce, nonce)));
  if (scan && scan.id === ticket.checkedInScanId) return;
  throw new AppError("not_checked_in", "The scan with this nonce is not the one that admitted the ticket.");
}

async function undo(tx: Transaction, ctx: Context, ticket: TicketRow): Promise<TicketActionOutput> {
  const now = ctx.clock.now();
  const action = await enqueue(tx, {
    kind: "undo_check_in",
    organisationId: ticket.organisationId,
    eventId: ticket.eventId,
    ticketIds: [ticket.id],
    payload: {},
    afterActionId: ticket.lastActionId,
    requestId: ctx.requestId,
    now,
  });
  if (ticket.checkedInScanId) {
    await tx.update(scans).set({ undoneAt: now }).where(eq(scans.id, ticket.checkedInScanId));
  }
  await tx
    .update(tickets)
    .set({ checkedInAt: null, checkedInScanId: null, lastActionId: action.id })
    .where(eq(tickets.id, ticket.id));
  await audit(tx, ctx, {
    action: "ticket.undo_check_in",
    entity: "ticket",
    entityId: ticket.id,
    data: { scanId: ticket.checkedInScanId, actionId: action.id },
  });
  return { ticket: await readTicket(tx, ticket.id, now), action: projectAction(action, null) };
}
