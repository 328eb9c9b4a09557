import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { applyInvalidate } from "./apply-invalidate";
import { changeTicket } from "./change-ticket";
import { findTicketId } from "./find";
import type { InvalidateInput, TicketActionOutput } from "./schema";

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
  const { organisationId } = ctx.actor;
  return ctx.db.transaction(async (tx) =>
    changeTicket({
      tx,
      ctx,
      ticketId: await findTicketId(tx, { ...input, organisationId }),
      apply: (changes, standing) => applyInvalidate(changes, standing, input),
    }),
  );
}
