import type { Transaction } from "@/lib/db/database";
import { AppError } from "@/lib/errors";
import { authorise } from "@/lib/services/authorise";
import type { HolderContext } from "@/lib/services/context";
import { applyClaim } from "./apply-claim";
import { asHolder } from "./as-holder";
import { changeTicket } from "./change-ticket";
import { requireClaimToken } from "./claim-token";
import { findAnyTicketId, findTicketId } from "./find";
import type { ClaimInput, TicketActionOutput } from "./schema";

/**
 * Takes a ticket out of custody: whoever has its claim token, or its organiser.
 * @throws {AppError} `unauthenticated` for neither, `forbidden`, `not_found`, `claim_token_invalid`, `not_in_custody`,
 * `already_checked_in`, `ticket_invalidated`, `not_yet_issued`, `transfer_locked`, `validation_failed`.
 */
export async function claimTicket(options: {
  ctx: HolderContext;
  input: ClaimInput;
}): Promise<TicketActionOutput> {
  const { ctx, input } = options;
  return ctx.db.transaction((tx) => (isOwn(options) ? claimOwn(tx, options) : claimByToken(tx, ctx, input)));
}

type Claim = { ctx: HolderContext; input: ClaimInput };

const isOwn = ({ input }: Claim) => input.claimToken === undefined;

async function claimOwn(tx: Transaction, { ctx, input }: Claim): Promise<TicketActionOutput> {
  const { actor } = ctx;
  if (!actor)
    throw new AppError("unauthenticated", "Send the ticket's claimToken, or sign in as its organiser.");
  authorise({ actor }, "tickets:write");
  return changeTicket({
    tx,
    ctx: { ...ctx, actor },
    ticketId: await findTicketId(tx, { ...input, organisationId: actor.organisationId }),
    apply: (changes, standing) => applyClaim(changes, standing, input),
  });
}

async function claimByToken(
  tx: Transaction,
  ctx: HolderContext,
  input: ClaimInput,
): Promise<TicketActionOutput> {
  const { id: ticketId, organisationId } = await findAnyTicketId(tx, ctx, input);
  return changeTicket({
    tx,
    ctx: asHolder(ctx, organisationId, input.to),
    ticketId,
    apply: (changes, standing) => {
      requireClaimToken(standing.ticket, input.claimToken ?? "");
      return applyClaim(changes, standing, input);
    },
  });
}
