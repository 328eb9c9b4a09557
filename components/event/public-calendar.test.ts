import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarFile } from "./public-calendar";

const event: Parameters<typeof calendarFile>[0] = {
  id: "evt_01k8z0xq6ye0m9v3t5b7n2r4wd",
  name: "Summer Night",
  description: null,
  startsAt: "2026-06-12T17:30:00.000Z",
  endsAt: "2026-06-12T21:00:00.000Z",
  venue: null,
  status: "published",
};
const options = {
  url: "https://tickets.example.org/e/summer-night",
  now: new Date("2026-01-02T03:04:05.678Z"),
};

describe("the calendar file", () => {
  it("holds the event, with times in UTC", () => {
    expect(calendarFile(event, options).split("\r\n")).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//TicketChain//Events//EN",
      "METHOD:PUBLISH",
      "BEGIN:VEVENT",
      "UID:evt_01k8z0xq6ye0m9v3t5b7n2r4wd@tickets.example.org",
      "DTSTAMP:20260102T030405Z",
      "DTSTART:20260612T173000Z",
      "DTEND:20260612T210000Z",
      "SUMMARY:Summer Night",
      "URL:https://tickets.example.org/e/summer-night",
      "STATUS:CONFIRMED",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  it("tells calendars that an event is cancelled", () => {
    expect(calendarFile({ ...event, status: "cancelled" }, options)).toContain("STATUS:CANCELLED\r\n");
  });

  it("names the place, also by its coordinates, on the equator as well", () => {
    const venue = { name: "Quay; 4", address: "Quito, Ecuador", latitude: 0, longitude: -78.45 };
    const file = calendarFile({ ...event, venue }, options);
    expect(file).toContain("LOCATION:Quay\\; 4\\, Quito\\, Ecuador\r\n");
    expect(file).toContain("GEO:0;-78.45\r\n");
  });

  it("gives back any name and description when unfolded and unescaped, in lines of 75 bytes at most", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        const file = calendarFile({ ...event, description: text }, options);
        for (const line of file.split("\r\n")) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        }
        const lines = file.replaceAll("\r\n ", "").split("\r\n");
        const value = lines.find((line) => line.startsWith("DESCRIPTION:"))?.slice("DESCRIPTION:".length);
        const read = value?.replace(/\\(.)/gs, (_, char) => (char === "n" ? "\n" : char));
        expect(read).toBe(text.replace(/\r\n?/g, "\n"));
      }),
    );
  });
});
