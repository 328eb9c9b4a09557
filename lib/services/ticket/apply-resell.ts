import { AppError } from "@/lib/errors";
import { invalidFields, requireFields } from "@/lib/services/invalid-fields";
import { formatAmount, parseAmount, tooFine } from "@/lib/services/money";
import type { Changes } from "./changes";
import { newClaimToken } from "./claim-token";
import { custodian } from "./custodian";
import { requireSellable } from "./require-movable";
import { checkReceiver } from "./require-receiver";
import { requireValid } from "./require-valid";
import type { ResellInput } from "./schema";
import type { Standing } from "./standing";

/** A resale cap of so many basis points is none. */
const NO_CAP_BPS = 65_535;
const BPS = 10_000n;

/**
 * A sale made elsewhere: the ticket goes to its buyer, or into custody for them. Who it was sold by is no longer named in it.
 * @returns the action's id, and what takes the ticket out of custody.
 * @throws {AppError} `validation_failed`, `already_checked_in`, `ticket_invalidated`, `not_yet_issued`, `event_cancelled`,
 * `transfer_locked`, `resale_closed`, `price_above_cap`; nothing is noted then.
 */
export function applyResell(
  changes: Changes,
  standing: Standing,
  input: Pick<ResellInput, "to" | "email" | "price">,
): { actionId: string; claimToken: string | null } {
  const { event } = standing;
  const to = input.to ?? null;
  const priceUnits = parseAmount(input.price, event);
  const receiver = checkReceiver(standing, to);
  if (priceUnits === null) throw invalidFields([{ path: "price", message: tooFine(event) }, ...receiver]);
  requireFields(receiver);
  requireValid(standing);
  requireSellable(event, changes.now);
  requireBelowCap(standing, priceUnits);

  const claim = to ? null : newClaimToken();
  const { email, attendeeName, attendeeEmail, claimTokenHash } = standing.ticket;
  const actionId = changes.ask(standing, "resell", {
    from: standing.holder ?? custodian(event),
    to,
    priceUnits: priceUnits.toString(),
    before: { email, attendeeName, attendeeEmail, claimTokenHash },
  });
  standing.holder = to;
  changes.set(standing, {
    email: input.email ?? null,
    attendeeName: null,
    attendeeEmail: null,
    claimTokenHash: claim?.hash ?? null,
  });
  changes.audit(standing, "ticket.resell", { actionId, to, price: input.price });
  return { actionId, claimToken: claim?.token ?? null };
}

function requireBelowCap({ event, type }: Standing, price: bigint): void {
  if (event.resaleCapBps === NO_CAP_BPS) return;
  const cap = (type.priceUnits * BigInt(event.resaleCapBps)) / BPS;
  if (price <= cap) return;
  const highest = formatAmount(cap, event);
  throw new AppError(
    "price_above_cap",
    `A ticket of this type is resold for at most ${highest} ${event.currency}.`,
    { extra: { cap: highest } },
  );
}
