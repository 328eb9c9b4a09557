import type { Address } from "viem";
import { AppError } from "@/lib/errors";
import { doorsCloseAt } from "@/lib/services/doors-close-at";
import type { Changes } from "./changes";
import { requireNotPaused } from "./require-movable";
import { requireReceiver } from "./require-receiver";
import { requireValid } from "./require-valid";
import type { Standing } from "./standing";

/**
 * Moves a ticket out of custody, under any policy. One that was used stays until it is a souvenir, 24 hours after the event.
 * @throws {AppError} `validation_failed`, `ticket_invalidated`, `already_checked_in`, `not_yet_issued`, `not_in_custody`,
 * `transfer_locked`; nothing is noted then.
 */
export function applyClaim(changes: Changes, standing: Standing, input: { to: Address }): string {
  const { ticket, event, holder } = standing;
  const isSouvenir = changes.now >= doorsCloseAt(event);
  if (!(isSouvenir && ticket.status === "checked_in")) requireValid(standing);
  if (holder) throw new AppError("not_in_custody", `The ticket has left custody: ${holder} has it.`);
  requireNotPaused(event);
  return handOver(changes, standing, input.to);
}

/** Notes that the ticket leaves custody; the caller has made sure that it may. */
export function handOver(changes: Changes, standing: Standing, to: Address): string {
  requireReceiver(standing, to);
  const actionId = changes.ask(standing, "claim", { to });
  standing.holder = to;
  changes.audit(standing, "ticket.claim", { actionId, to });
  return actionId;
}
