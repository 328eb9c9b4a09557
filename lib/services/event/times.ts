import type { EVENT_STATUSES, events } from "@/lib/db/schema/events";

type EventRow = typeof events.$inferSelect;
export type EventStatus = (typeof EVENT_STATUSES)[number] | "ended";

/** Without a check-in list, tickets are admitted, and issued, until so long after the end. */
const DOORS_CLOSE_AFTER_MS = 24 * 3_600_000;

/** The status that people see: a published event has ended when its end has passed. */
export function statusOf(event: Pick<EventRow, "status" | "endsAt">, now: Date): EventStatus {
  return event.status === "published" && event.endsAt <= now ? "ended" : event.status;
}

/** From when on nobody is admitted any more. */
export function doorsCloseAt(event: Pick<EventRow, "endsAt">): Date {
  return new Date(event.endsAt.getTime() + DOORS_CLOSE_AFTER_MS);
}
