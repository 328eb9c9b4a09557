const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2})?$/;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export type ZonedTime =
  | {
      ok: true;
      /** RFC 3339 in UTC. */
      utc: string;
      /** `UTC+2`, as it is at that moment. */
      offset: string;
      /** Clocks go back and show this time twice; the earlier one was taken. */
      isAmbiguous: boolean;
    }
  | { ok: false; reason: "incomplete" | "unknown_zone" | "skipped" };

/**
 * The moment at which clocks in `timeZone` show `local`, as `<input type="datetime-local">` writes it.
 * Clocks that go forward skip some times (`skipped`); those that go back show some twice, and the earlier one counts.
 */
export function zonedTime(local: string, timeZone: string): ZonedTime {
  const wall = readLocal(local);
  if (wall === null) return { ok: false, reason: "incomplete" };
  const format = clockOf(timeZone);
  if (format === null) return { ok: false, reason: "unknown_zone" };

  // The zone's offset a day before and after frames any single change of clocks between them.
  const offsets = new Set([wall - DAY_MS, wall, wall + DAY_MS].map((time) => offsetAt(time, format)));
  const moments = [...offsets]
    .map((offset) => wall - offset)
    .filter((time) => time + offsetAt(time, format) === wall)
    .sort((a, b) => a - b);

  const [first] = moments;
  if (first === undefined) return { ok: false, reason: "skipped" };
  return {
    ok: true,
    utc: new Date(first).toISOString(),
    offset: offsetName(wall - first),
    isAmbiguous: moments.length > 1,
  };
}

/** What clocks in `timeZone` show at a moment, as `<input type="datetime-local">` takes it. */
export function localTime(moment: Date, timeZone: string): string {
  const format = clockOf(timeZone);
  const offset = format ? offsetAt(moment.getTime(), format) : 0;
  return new Date(moment.getTime() + offset).toISOString().slice(0, 16);
}

/** The wall clock's digits as if they were UTC; null where they are no date, such as 31 June. */
function readLocal(local: string): number | null {
  const digits = LOCAL.exec(local)?.slice(1).map(Number);
  if (!digits) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = digits;
  const time = Date.UTC(year, month - 1, day, hour, minute);
  return new Date(time).toISOString().startsWith(local.slice(0, 16)) ? time : null;
}

function clockOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  } catch {
    return null;
  }
}

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(time: number, format: Intl.DateTimeFormat): number {
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(time / 1_000) * 1_000;
}

function offsetName(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS);
  if (minutes === 0) return "UTC";
  const rest = minutes % 60;
  const hours = Math.floor(minutes / 60);
  return `UTC${offsetMs < 0 ? "−" : "+"}${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}
