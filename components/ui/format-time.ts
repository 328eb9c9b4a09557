/** One locale for all, so that server and browser write the same: day before month, 24 hours. */
const LOCALE = "en-GB";

const FORMATS = {
  full: {
    weekday: "short",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
  short: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  date: { weekday: "short", day: "numeric", month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeFormat = keyof typeof FORMATS;

export function formatDateTime(input: { date: Date; timeZone: string; format: TimeFormat }): string {
  const options = { ...FORMATS[input.format], timeZone: input.timeZone };
  // Newer ICU data writes "at" before the time, older a comma: settle on the comma.
  return new Intl.DateTimeFormat(LOCALE, options).format(input.date).replace(" at ", ", ");
}

/** `Fri, 12 June 2026, 19:30 – 23:00 CEST`, or both days when they differ. */
export function formatRange(input: { start: Date; end: Date; timeZone: string }): string {
  const { start, end, timeZone } = input;
  const day = (date: Date) => formatDateTime({ date, timeZone, format: "date" });
  const clock = (date: Date) =>
    new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", timeZone }).format(date);
  if (day(start) === day(end)) {
    return `${day(start)}, ${clock(start)} – ${formatDateTime({ date: end, timeZone, format: "time" })}`;
  }
  return `${day(start)}, ${clock(start)} – ${formatDateTime({ date: end, timeZone, format: "full" })}`;
}

/** `Europe/Berlin` → "Europe/Berlin time zone", for a tooltip. */
export function zoneName(timeZone: string): string {
  return `${timeZone.replaceAll("_", " ")} time zone`;
}
