import { and, desc, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { scans } from "@/lib/db/schema/tickets";
import { AppError } from "@/lib/errors";
import type { TicketRow } from "./find";
import { projectFirstCheckIn, type ScanRow } from "./project-scan";
import type { FirstCheckIn } from "./schema";

/**
 * The admission that stands in the way of `scan`, or, without one, that is in force now. Null when the ticket was checked
 * in on the chain by somebody else, of which there is no scan.
 */
export async function findFirstCheckIn(
  tx: Transaction,
  ticket: TicketRow,
  scan: ScanRow | null,
): Promise<FirstCheckIn | null> {
  const stillInForce = scan
    ? and(lt(scans.id, scan.id), or(isNull(scans.undoneAt), gt(scans.undoneAt, scan.receivedAt)))
    : isNull(scans.undoneAt);
  const [found] = await tx
    .select()
    .from(scans)
    .where(
      and(eq(scans.ticketId, ticket.id), eq(scans.type, "entry"), eq(scans.result, "admitted"), stillInForce),
    )
    .orderBy(desc(scans.id))
    .limit(1);
  return found ? projectFirstCheckIn(found) : null;
}

/** The refusal of a ticket that is checked in; `extra` goes into the problem document. */
export function alreadyCheckedIn(
  firstCheckIn: FirstCheckIn | null,
  extra: Record<string, unknown> = {},
): AppError {
  const detail = firstCheckIn
    ? `The ticket was checked in at ${firstCheckIn.at}, gate ${firstCheckIn.gate ?? "not named"}, by ${firstCheckIn.by}.`
    : "The ticket was checked in on the chain, not through this service.";
  return new AppError("already_checked_in", detail, { extra: { firstCheckIn, ...extra } });
}
