"use client";

import { useSyncExternalStore } from "react";
import { formatRange } from "@/components/ui/format-time";

type PublicLocalTimeProps = { start: string; end: string; timeZone: string };

const never = () => () => {};

/** The same hours on the reader's own clock, where that shows other ones. The server doesn't know it and writes nothing. */
export function PublicLocalTime({ start, end, timeZone }: PublicLocalTimeProps) {
  const own = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  );
  if (own === null) return null;
  const range = { start: new Date(start), end: new Date(end) };
  const local = formatRange({ ...range, timeZone: own });
  if (withoutZone(local) === withoutZone(formatRange({ ...range, timeZone }))) return null;
  return <p className="text-balance text-muted-foreground text-sm">Where you are: {local}</p>;
}

/** Berlin and Paris have one clock and two names. */
function withoutZone(range: string): string {
  return range.slice(0, range.lastIndexOf(" "));
}
