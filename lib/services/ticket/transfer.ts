import type { Transaction } from "@/lib/db/database";
import { AppError } from "@/lib/errors";
import { authorise } from "@/lib/services/authorise";
import type { HolderContext } from "@/lib/services/context";
import { applyTransfer } from "./apply-transfer";
import { changeTicket } from "./change-ticket";
import { findTicketId } from "./find";
import type { TicketActionOutput, TransferInput } from "./schema";
import { transferBySignature } from "./transfer-by-signature";

/**
 * Moves a ticket to another wallet: its organiser, or its holder by a signature, as far as the event's policy lets them.
 * @throws {AppError} `unauthenticated` for neither, `forbidden`, `not_found`, `signature_invalid`, `already_checked_in`,
 * `ticket_invalidated`, `not_yet_issued`, `event_cancelled`, `transfer_locked`, `resale_closed`, `validation_failed`.
 */
export async function transferTicket(options: {
  ctx: HolderContext;
  input: TransferInput;
}): Promise<TicketActionOutput> {
  const { ctx, input } = options;
  const { signature, deadline } = input;
  if (signature !== undefined && deadline !== undefined)
    return transferBySignature({ ctx, input: { ...input, signature, deadline } });
  return ctx.db.transaction((tx) => transferOwn(tx, options));
}

async function transferOwn(
  tx: Transaction,
  { ctx, input }: { ctx: HolderContext; input: TransferInput },
): Promise<TicketActionOutput> {
  const { actor } = ctx;
  if (!actor)
    throw new AppError(
      "unauthenticated",
      "Send the holder's signature and deadline, or sign in as organiser.",
    );
  authorise({ actor }, "tickets:write");
  return changeTicket({
    tx,
    ctx: { ...ctx, actor },
    ticketId: await findTicketId(tx, { ...input, organisationId: actor.organisationId }),
    apply: (changes, standing) => applyTransfer(changes, standing, input),
  });
}
