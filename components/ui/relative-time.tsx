"use client";

import { useEffect, useState } from "react";
import { formatDateTime } from "./format-time";

const STEPS = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
] as const;

const TICK_MS = 20_000;

/** "3 minutes ago", kept fresh. The server, which doesn't know the reader's clock, writes the time in UTC. */
export function RelativeTime({ value, className }: { value: Date | string; className?: string }) {
  const date = new Date(value);
  const [now, setNow] = useState<number | null>(null);

  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);

  const absolute = formatDateTime({ date, timeZone: "UTC", format: "full" });
  return (
    <time dateTime={date.toISOString()} title={absolute} className={className}>
      {now === null ? absolute : relativeTo(date.getTime(), now)}
    </time>
  );
}

function relativeTo(time: number, now: number): string {
  const seconds = Math.round((time - now) / 1_000);
  const step = STEPS.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  if (!step) return seconds > 0 ? "in a moment" : "just now";
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(
    Math.trunc(seconds / step.seconds),
    step.unit,
  );
}
