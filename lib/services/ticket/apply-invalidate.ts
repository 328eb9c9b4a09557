import type { Changes } from "./changes";
import { requireValid } from "./require-valid";
import type { InvalidateInput } from "./schema";
import type { Standing } from "./standing";

/**
 * Makes a ticket worthless for ever; it stays with its holder, and its place goes back on sale.
 * @throws {AppError} `already_checked_in`, `ticket_invalidated`, `not_yet_issued`; nothing is noted then.
 */
export function applyInvalidate(
  changes: Changes,
  standing: Standing,
  input: Pick<InvalidateInput, "reason" | "note">,
): string {
  requireValid(standing);
  const { reason, note = null } = input;
  const actionId = changes.ask(standing, "invalidate", { reason });
  changes.set(standing, {
    status: "invalidated",
    invalidatedAt: changes.now,
    invalidatedReason: reason,
    invalidatedNote: note,
  });
  changes.issue(standing.type.id, -1);
  changes.announce(standing, "ticket.invalidated", { reason, actionId });
  changes.audit(standing, "ticket.invalidate", { reason, note, actionId });
  return actionId;
}
