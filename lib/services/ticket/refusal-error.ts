import { AppError } from "@/lib/errors";
import { alreadyCheckedIn } from "./already-checked-in";
import { projectScan, type ScanRow } from "./project-scan";
import { REFUSAL_CODES, type RefusalCode } from "./refusal";
import type { FirstCheckIn } from "./schema";

const DETAILS: Record<Exclude<RefusalCode, "already_checked_in">, string> = {
  event_cancelled: "The event is cancelled: nobody is admitted.",
  ticket_invalidated: "The ticket was invalidated and admits nobody.",
  not_yet_issued: "The ticket was never issued: the chain refused it.",
  check_in_closed: "Check-in closed 24 hours after the end of the event.",
  not_checked_in: "The ticket is not checked in, so nobody can leave with it.",
  listed_for_resale: "The ticket is offered for resale: its holder has to take the listing down first.",
};

/** The refusal of a reading that was kept. @param first the admission that it was refused for, where it was for one. */
export function refusalError(scan: ScanRow, first: FirstCheckIn | null): AppError {
  const extra = { scan: projectScan(scan) };
  const code = REFUSAL_CODES.find((known) => known === scan.code);
  if (!code) throw new Error(`Scan ${scan.id} was refused for ${scan.code}, which is no reason.`);
  if (code === "already_checked_in") return alreadyCheckedIn(first, extra);
  return new AppError(code, DETAILS[code], { extra });
}
