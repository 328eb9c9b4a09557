import { AppError } from "@/lib/errors";
import { doorsCloseAt } from "@/lib/services/doors-close-at";
import type { EventRow } from "@/lib/services/event/find";

/**
 * Whether tickets of the event are issued still, or will be: only then its stock may change.
 * @throws {AppError} `event_cancelled`, `event_ended`.
 */
export function requireIssuing(event: Pick<EventRow, "status" | "endsAt">, now: Date): void {
  if (event.status === "cancelled") {
    throw new AppError("event_cancelled", "The event is cancelled: no more tickets are issued.");
  }
  if (event.status === "published" && now >= doorsCloseAt(event)) {
    throw new AppError("event_ended", "Tickets are issued until 24 hours after the end of the event.");
  }
}
