import { formatDateTime, formatRange, zoneName } from "./format-time";

export interface DateTimeProps {
  value: Date | string;
  /** IANA name; an event's own zone, so that a guest abroad reads the time on the venue's clock. */
  timeZone: string;
  /** `full`: Fri, 12 June 2026, 19:30 CEST. `short`: 12 Jun 2026, 19:30. `date`: Fri, 12 June 2026. */
  format?: "full" | "short" | "date";
  className?: string;
}

export function DateTime({ value, timeZone, format = "full", className }: DateTimeProps) {
  const date = new Date(value);
  return (
    <time
      dateTime={date.toISOString()}
      title={zoneName(timeZone)}
      className={className}
      suppressHydrationWarning
    >
      {formatDateTime({ date, timeZone, format })}
    </time>
  );
}

export interface DateTimeRangeProps {
  start: Date | string;
  end: Date | string;
  timeZone: string;
  className?: string;
}

/** From – to; the day once only if it is the same. */
export function DateTimeRange({ start, end, timeZone, className }: DateTimeRangeProps) {
  const from = new Date(start);
  return (
    <time
      dateTime={from.toISOString()}
      title={zoneName(timeZone)}
      className={className}
      suppressHydrationWarning
    >
      {formatRange({ start: from, end: new Date(end), timeZone })}
    </time>
  );
}
