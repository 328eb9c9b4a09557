import { AppError } from "@/lib/errors";
import { doorsCloseAt } from "@/lib/services/doors-close-at";
import type { EventRow } from "@/lib/services/event/find";

type Terms = Pick<EventRow, "status" | "isPaused" | "transferPolicy" | "resaleClosesAt" | "endsAt">;

/**
 * Whether the organiser may move a ticket that somebody holds, as the contract has it: by the policy, and until resale closes.
 * @throws {AppError} `event_cancelled`, `transfer_locked`, `resale_closed`.
 */
export function requireSellable(event: Terms, now: Date): void {
  requireOn(event);
  if (event.transferPolicy === "locked")
    throw new AppError("transfer_locked", "This event's tickets can't change hands: its policy is locked.");
  requireResaleOpen(event, now);
}

/**
 * Whether its holder may move a ticket by a signature.
 * @throws {AppError} `event_cancelled`, `transfer_locked`, `resale_closed`.
 */
export function requireOpenPolicy(event: Terms, now: Date): void {
  requireOn(event);
  if (event.transferPolicy !== "open") {
    const way =
      event.transferPolicy === "market_only" ? "they are resold on the market" : "its policy is locked";
    throw new AppError("transfer_locked", `Holders can't pass this event's tickets on: ${way}.`);
  }
  requireResaleOpen(event, now);
}

/**
 * Whether nothing stops every move.
 * @throws {AppError} `transfer_locked` while the event is paused.
 */
export function requireNotPaused({ isPaused }: Pick<EventRow, "isPaused">): void {
  if (isPaused)
    throw new AppError("transfer_locked", "The event is paused: no ticket moves until it goes on.");
}

function requireOn(event: Terms): void {
  if (event.status === "cancelled")
    throw new AppError("event_cancelled", "The event is cancelled: its tickets don't change hands any more.");
  requireNotPaused(event);
}

/** From then on a ticket waits for its event, and is a souvenir after it, which its holder alone moves. */
function requireResaleOpen(event: Terms, now: Date): void {
  const closesAt = new Date(Math.min(event.resaleClosesAt.getTime(), doorsCloseAt(event).getTime()));
  if (now >= closesAt)
    throw new AppError("resale_closed", `Tickets could change hands until ${closesAt.toISOString()}.`);
}
