import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { findTicketId } from "./find";
import type { TicketIdInput, TicketOutput } from "./schema";
import { readTicket } from "./select-tickets";

/**
 * One ticket by its id or `ext:` and the caller's own.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed` for an external id that several events use.
 */
export async function getTicket({
  ctx,
  input,
}: {
  ctx: Context;
  input: TicketIdInput;
}): Promise<TicketOutput> {
  authorise(ctx, "tickets:read");
  return readTicket(
    ctx.db,
    await findTicketId(ctx.db, { ...input, organisationId: ctx.actor.organisationId }),
  );
}
