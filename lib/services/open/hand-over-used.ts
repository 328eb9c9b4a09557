import type { Address } from "viem";
import { doorsCloseAt } from "@/lib/services/doors-close-at";
import { handOver } from "@/lib/services/ticket/apply-claim";
import type { Changes } from "@/lib/services/ticket/changes";
import { requireNotPaused } from "@/lib/services/ticket/require-movable";
import { requireReceiver } from "@/lib/services/ticket/require-receiver";
import type { Standing } from "@/lib/services/ticket/standing";

/**
 * Moves a ticket that was used out of custody, as OPEN does. The contract lets no used ticket move before it is a souvenir; so its
 * check-in is taken back there, and made again behind the move. Here it stays checked in: nobody is admitted by it meanwhile.
 * @returns the id of the action that moves it.
 * @throws {AppError} `transfer_locked` while the event is paused, `validation_failed` for a wallet that can't get it.
 */
export function handOverUsed(changes: Changes, standing: Standing, to: Address): string {
  if (changes.now >= doorsCloseAt(standing.event)) return handOver(changes, standing, to);
  // What the move would be refused for comes before anything is asked of the chain.
  requireNotPaused(standing.event);
  requireReceiver(standing, to);
  changes.ask(standing, "undo_check_in", {});
  const actionId = handOver(changes, standing, to);
  changes.ask(standing, "check_in", {});
  return actionId;
}
