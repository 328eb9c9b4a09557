"use client";

import { type ComponentProps, useMemo } from "react";
import { Select } from "@/components/ui/select";

/** Every time zone the browser knows, by continent. Drawn in the browser only: servers know other lists. */
export function TimeZoneSelect({ value, ...props }: ComponentProps<typeof Select> & { value: string }) {
  const groups = useMemo(() => zonesByRegion(value), [value]);
  return (
    <Select value={value} {...props}>
      {groups.map(([region, zones]) => (
        <optgroup key={region} label={region}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {cityOf(zone)}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}

/** The zone the browser's own clock runs on. */
export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** `America/Argentina/Buenos_Aires` → "Argentina: Buenos Aires". */
function cityOf(zone: string): string {
  const [, ...rest] = zone.split("/");
  return (rest.length > 0 ? rest.join(": ") : zone).replaceAll("_", " ");
}

function zonesByRegion(chosen: string): [string, string[]][] {
  const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), chosen]);
  const groups = new Map<string, string[]>();
  for (const zone of zones) {
    const region = zone.includes("/") ? (zone.split("/", 1)[0] ?? "World") : "World";
    groups.set(region, [...(groups.get(region) ?? []), zone]);
  }
  return [...groups];
}
