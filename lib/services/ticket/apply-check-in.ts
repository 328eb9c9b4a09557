import type { Changes } from "./changes";
import { projectFirstCheckIn, type ScanRow } from "./project-scan";
import { refusalOf } from "./refusal";
import { refusalError } from "./refusal-error";
import type { CheckInInput } from "./schema";
import type { Standing } from "./standing";

/**
 * Reads a ticket at a gate. The reading is kept, also where it is refused.
 * @returns the scan, and the action of an admission.
 * @throws {AppError} what the reading is refused for, with the scan in its `extra`.
 */
export function applyCheckIn(
  changes: Changes,
  standing: Standing,
  input: Pick<CheckInInput, "type"> & Partial<Pick<CheckInInput, "at" | "gate" | "nonce">>,
): { scan: ScanRow; actionId: string | null } {
  const { ticket, event, admission, isListed } = standing;
  const { type } = input;
  const at = input.at ?? changes.now;
  const code = refusalOf({ ticket, event, type, at, isListed });
  const scan = changes.scan({
    organisationId: ticket.organisationId,
    eventId: ticket.eventId,
    ticketId: ticket.id,
    type,
    result: code ? "refused" : "admitted",
    code,
    at,
    gate: input.gate ?? null,
    nonce: input.nonce ?? null,
    firstScanId: code === "already_checked_in" ? ticket.checkedInScanId : null,
  });
  if (code) throw refusalError(scan, admission && projectFirstCheckIn(admission));
  return { scan, actionId: type === "entry" ? admit(changes, standing, scan) : null };
}

function admit(changes: Changes, standing: Standing, scan: ScanRow): string {
  const actionId = changes.ask(standing, "check_in", {});
  changes.set(standing, { status: "checked_in", checkedInAt: scan.at, checkedInScanId: scan.id });
  standing.admission = scan;
  changes.announce(standing, "ticket.checked_in", { scanId: scan.id, gate: scan.gate, actionId });
  changes.audit(standing, "ticket.check_in", { scanId: scan.id, actionId, gate: scan.gate });
  return actionId;
}
