import type { EventRow } from "@/lib/services/event/find";

/** An event in a sentence, or in its organiser's own words where there are some. */
export function describeEvent(event: EventRow): string {
  if (event.description) return event.description;
  const when = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: event.timeZone,
  }).format(event.startsAt);
  const where = event.venueName ? `, ${event.venueName}` : "";
  return `${event.name}: ${when} (${event.timeZone})${where}.`;
}
