import { AppError } from "@/lib/errors";
import { alreadyCheckedIn } from "./already-checked-in";
import type { TicketRow } from "./find";
import { projectScan, type ScanRow } from "./project-scan";
import type { FirstCheckIn } from "./schema";

/** Whether an admission stands no longer: undone here, or on the chain by somebody else. */
export function isUndone(scan: ScanRow, ticket: TicketRow): boolean {
  return scan.type === "entry" && scan.result === "admitted" && scan.id !== ticket.checkedInScanId;
}

/** The refusal of the nonce of such an admission. @param current the one that the ticket is checked in by now. */
export function undone(scan: ScanRow, ticket: TicketRow, current: FirstCheckIn | null): AppError {
  const extra = { scan: projectScan(scan) };
  if (ticket.status === "checked_in") return alreadyCheckedIn(current, extra);
  return new AppError(
    "not_checked_in",
    "The check-in with this nonce was undone. Read the ticket again, with a new nonce.",
    { extra },
  );
}
