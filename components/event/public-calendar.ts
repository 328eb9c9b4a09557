import type { PublicEventOutput } from "@/lib/services/event/schema";

type CalendarEvent = Pick<
  PublicEventOutput,
  "id" | "name" | "description" | "startsAt" | "endsAt" | "venue" | "status"
>;

/**
 * The event as an iCalendar file (RFC 5545). Times are in UTC, which every calendar turns into its owner's zone; so the
 * file needs no time zone definitions.
 * @param options `url` of the event's page; `now` is when the file is made.
 */
export function calendarFile(event: CalendarEvent, options: { url: string; now: Date }): string {
  const { venue } = event;
  const place = [venue?.name, venue?.address].filter(Boolean).join(", ");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//TicketChain//Events//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${event.id}@${new URL(options.url).hostname}`,
    `DTSTAMP:${utc(options.now)}`,
    `DTSTART:${utc(new Date(event.startsAt))}`,
    `DTEND:${utc(new Date(event.endsAt))}`,
    `SUMMARY:${escapeText(event.name)}`,
    ...(event.description ? [`DESCRIPTION:${escapeText(event.description)}`] : []),
    ...(place ? [`LOCATION:${escapeText(place)}`] : []),
    ...(venue?.latitude != null && venue.longitude != null
      ? [`GEO:${venue.latitude};${venue.longitude}`]
      : []),
    `URL:${options.url}`,
    `STATUS:${event.status === "cancelled" ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** `20260601T180000Z` */
function utc(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, (char) => `\\${char}`).replace(/\r\n|\r|\n/g, "\\n");
}

/** Breaks a line so that none has more than 75 bytes, and no character is cut in two. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  let folded = "";
  let bytes = 0;
  for (const char of line) {
    const size = encoder.encode(char).length;
    if (bytes + size > 75) {
      folded += "\r\n ";
      bytes = 1;
    }
    folded += char;
    bytes += size;
  }
  return folded;
}
