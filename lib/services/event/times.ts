import type { EVENT_STATUSES, events } from "@/lib/db/schema/events";

type EventRow = typeof events.$inferSelect;
export type EventStatus = (typeof EVENT_STATUSES)[number] | "ended";

/** The status that people see: a published event has ended when its end has passed. */
export function statusOf(event: Pick<EventRow, "status" | "endsAt">, now: Date): EventStatus {
  return event.status === "published" && event.endsAt <= now ? "ended" : event.status;
}
