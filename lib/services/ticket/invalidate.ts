import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { ticketTypes } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import { AppError } from "@/lib/errors";
import { enqueue } from "@/lib/services/action/enqueue";
import { projectAction } from "@/lib/services/action/project-action";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { alreadyCheckedIn, findFirstCheckIn } from "./already-checked-in";
import { lockTicket, type TicketRow } from "./find";
import type { InvalidateInput, TicketActionOutput } from "./schema";
import { readTicket } from "./select-tickets";

/**
 * Makes a ticket worthless for ever; it stays with its holder, and its place goes back on sale.
 * @throws {AppError} `forbidden`, `not_found`, `ticket_invalidated`, `already_checked_in`, `not_yet_issued`.
 */
export async function invalidateTicket(options: {
  ctx: Context;
  input: InvalidateInput;
}): Promise<TicketActionOutput> {
  const { ctx, input } = options;
  authorise(ctx, "tickets:write");
  return ctx.db.transaction(async (tx) => {
    const { ticket } = await lockTicket(tx, { ...input, organisationId: ctx.actor.organisationId });
    await requireGood(tx, ticket);
    return invalidate(tx, ctx, ticket, input);
  });
}

async function requireGood(tx: Transaction, ticket: TicketRow): Promise<void> {
  if (ticket.status === "checked_in")
    throw alreadyCheckedIn(await findFirstCheckIn(tx, ticket.checkedInScanId));
  if (ticket.status === "invalidated") {
    const at = ticket.invalidatedAt?.toISOString();
    throw new AppError(
      "ticket_invalidated",
      `The ticket was invalidated at ${at} (${ticket.invalidatedReason}).`,
    );
  }
  if (ticket.status === "failed") {
    throw new AppError("not_yet_issued", "The ticket was never issued: the chain refused it.");
  }
}

async function invalidate(
  tx: Transaction,
  ctx: Context,
  ticket: TicketRow,
  input: InvalidateInput,
): Promise<TicketActionOutput> {
  const now = ctx.clock.now();
  const { reason } = input;
  const note = input.note ?? null;
  const action = await enqueue(tx, {
    kind: "invalidate",
    organisationId: ticket.organisationId,
    eventId: ticket.eventId,
    ticketIds: [ticket.id],
    payload: { reason },
    afterActionId: ticket.lastActionId,
    requestId: ctx.requestId,
    now,
  });
  await tx
    .update(tickets)
    .set({
      invalidatedAt: now,
      invalidatedReason: reason,
      invalidatedNote: note,
      lastActionId: action.id,
    })
    .where(eq(tickets.id, ticket.id));
  await tx
    .update(ticketTypes)
    .set({ issued: sql`${ticketTypes.issued} - 1` })
    .where(eq(ticketTypes.id, ticket.ticketTypeId));
  await audit(tx, ctx, {
    action: "ticket.invalidate",
    entity: "ticket",
    entityId: ticket.id,
    data: { reason, note, actionId: action.id },
  });
  return { ticket: await readTicket(tx, ticket.id), action: projectAction(action, null) };
}
