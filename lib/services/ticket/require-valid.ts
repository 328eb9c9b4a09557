import { AppError } from "@/lib/errors";
import { alreadyCheckedIn } from "./already-checked-in";
import { projectFirstCheckIn } from "./project-scan";
import type { Standing } from "./standing";

/**
 * What is done with a ticket takes one that is good: neither used nor worthless. One on its way to the chain is good.
 * @throws {AppError} `already_checked_in`, `ticket_invalidated`, `not_yet_issued`.
 */
export function requireValid({ ticket, admission }: Standing): void {
  if (ticket.status === "checked_in") throw alreadyCheckedIn(admission && projectFirstCheckIn(admission));
  if (ticket.status === "invalidated") {
    const at = ticket.invalidatedAt?.toISOString();
    throw new AppError(
      "ticket_invalidated",
      `The ticket was invalidated at ${at} (${ticket.invalidatedReason}).`,
    );
  }
  if (ticket.status === "failed") {
    throw new AppError("not_yet_issued", "The ticket was never issued: the chain refused it.");
  }
}
