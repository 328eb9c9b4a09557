import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { applyResell } from "./apply-resell";
import { changeTicket } from "./change-ticket";
import { findTicketId } from "./find";
import type { ResellInput, ResoldTicketOutput } from "./schema";

/**
 * Tells of a sale that was made elsewhere: the ticket goes to its buyer, or into custody for them.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed`, `already_checked_in`, `ticket_invalidated`,
 * `not_yet_issued`, `event_cancelled`, `transfer_locked`, `resale_closed`, `price_above_cap`.
 */
export async function resellTicket(options: {
  ctx: Context;
  input: ResellInput;
}): Promise<ResoldTicketOutput> {
  const { ctx, input } = options;
  authorise(ctx, "tickets:write");
  const { organisationId } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    let claimToken: string | null = null;
    const answer = await changeTicket({
      tx,
      ctx,
      ticketId: await findTicketId(tx, { ...input, organisationId }),
      apply: (changes, standing) => {
        const sale = applyResell(changes, standing, input);
        claimToken = sale.claimToken;
        return sale.actionId;
      },
    });
    return claimToken === null ? answer : { ...answer, claimToken };
  });
}
