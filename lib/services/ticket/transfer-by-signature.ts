import type { Hex } from "viem";
import { AppError } from "@/lib/errors";
import type { HolderContext } from "@/lib/services/context";
import { invalidFields } from "@/lib/services/invalid-fields";
import { asHolder } from "./as-holder";
import { changeTicket } from "./change-ticket";
import type { Changes } from "./changes";
import { findAnyTicketId } from "./find";
import { readSignedTransfer } from "./read-signed-transfer";
import { requireOpenPolicy } from "./require-movable";
import { requireReceiver } from "./require-receiver";
import { requireValid } from "./require-valid";
import type { TicketActionOutput, TransferInput } from "./schema";
import type { Standing } from "./standing";

type SignedInput = TransferInput & { signature: Hex; deadline: number };

/**
 * Moves a ticket by its holder's EIP-712 signature, at the server's expense. The chain is asked before anything is locked, and
 * has the last word: a signature whose nonce is used up meanwhile fails there.
 * @throws {AppError} `not_found`, `signature_invalid` (with the typed data that is to be signed), `validation_failed`,
 * `already_checked_in`, `ticket_invalidated`, `not_yet_issued`, `event_cancelled`, `transfer_locked`, `resale_closed`.
 */
export async function transferBySignature(options: {
  ctx: HolderContext;
  input: SignedInput;
}): Promise<TicketActionOutput> {
  const { ctx, input } = options;
  requireFuture(input.deadline, ctx.clock.now());
  const { id: ticketId, organisationId } = await findAnyTicketId(ctx.db, ctx, input);
  const signed = await readSignedTransfer({ ctx, ticketId, transfer: input });
  return ctx.db.transaction((tx) =>
    changeTicket({
      tx,
      ctx: asHolder(ctx, organisationId, signed?.holder ?? input.to),
      ticketId,
      apply: (changes, standing) => {
        if (!signed)
          throw new AppError("not_yet_issued", "The ticket is still on its way to the chain: wait for it.");
        // Who isn't the holder is told nothing of the ticket.
        if (!signed.isGood || signed.holder !== standing.holder) throw notTheHolders(signed.typedData);
        requireReceiver(standing, input.to);
        requireValid(standing);
        requireOpenPolicy(standing.event, changes.now);
        return applySigned(changes, standing, input);
      },
    }),
  );
}

function requireFuture(deadline: number, now: Date): void {
  if (deadline * 1000 > now.getTime()) return;
  throw invalidFields([
    { path: "deadline", message: "must be in the future: the signature is not good any more" },
  ]);
}

function notTheHolders(typedData: unknown): AppError {
  return new AppError(
    "signature_invalid",
    "The signature is not that of the wallet that holds the ticket now, or is of something else. Sign `typedData`.",
    { extra: { typedData } },
  );
}

function applySigned(changes: Changes, standing: Standing, { to, signature, deadline }: SignedInput): string {
  const from = standing.holder;
  const actionId = changes.ask(standing, "transfer", { to, signature, deadline });
  standing.holder = to;
  changes.audit(standing, "ticket.transfer", { actionId, from, to });
  return actionId;
}
