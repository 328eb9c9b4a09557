import { eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { scans } from "@/lib/db/schema/tickets";
import { AppError } from "@/lib/errors";
import { projectFirstCheckIn } from "./project-scan";
import type { FirstCheckIn } from "./schema";

/**
 * The admission that a ticket is checked in by. Null when it was checked in on the chain by somebody else, of which
 * there is no scan.
 */
export async function findFirstCheckIn(db: Queryable, scanId: string | null): Promise<FirstCheckIn | null> {
  if (scanId === null) return null;
  const [found] = await db.select().from(scans).where(eq(scans.id, scanId));
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
