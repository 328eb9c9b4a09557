import type { Address } from "viem";
import { applyClaim } from "./apply-claim";
import type { Changes } from "./changes";
import { requireSellable } from "./require-movable";
import { requireReceiver } from "./require-receiver";
import { requireValid } from "./require-valid";
import type { Standing } from "./standing";

/**
 * The organiser moves a ticket to another wallet; out of custody it is a claim.
 * @throws {AppError} `validation_failed`, `already_checked_in`, `ticket_invalidated`, `not_yet_issued`, `event_cancelled`,
 * `transfer_locked`, `resale_closed`; nothing is noted then.
 */
export function applyTransfer(changes: Changes, standing: Standing, input: { to: Address }): string {
  const { holder, event } = standing;
  const { to } = input;
  if (holder === null) return applyClaim(changes, standing, input);
  requireReceiver(standing, to);
  requireValid(standing);
  requireSellable(event, changes.now);
  const actionId = changes.ask(standing, "transfer", { from: holder, to });
  standing.holder = to;
  changes.audit(standing, "ticket.transfer", { actionId, from: holder, to });
  return actionId;
}
