"use client";

import { Field } from "@/components/ui/field";
import { FieldSet } from "@/components/ui/field-set";
import { Input } from "@/components/ui/input";
import type { EventFormState } from "./event-form-state";
import { TimeZoneSelect } from "./time-zone-select";
import { zonedTime } from "./zoned-time";

const USUAL_LENGTH_MS = 3 * 3_600_000;

/** When it is, on the clocks of the place where it is. */
export function EventFormTimes({ values, messages, change }: EventFormState) {
  const chooseStart = (startsAt: string) => {
    const endsAt = values.endsAt > startsAt ? values.endsAt : later(startsAt);
    change({ startsAt, endsAt }, "startsAt", "endsAt");
  };
  return (
    <FieldSet legend="When">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Starts"
          required
          hint={hintFor(values.startsAt, values.timeZone)}
          error={messages.startsAt}
        >
          <Input
            type="datetime-local"
            name="startsAt"
            value={values.startsAt}
            onChange={(event) => chooseStart(event.target.value)}
          />
        </Field>
        <Field label="Ends" required hint={hintFor(values.endsAt, values.timeZone)} error={messages.endsAt}>
          <Input
            type="datetime-local"
            name="endsAt"
            value={values.endsAt}
            min={values.startsAt || undefined}
            onChange={(event) => change({ endsAt: event.target.value }, "endsAt")}
          />
        </Field>
      </div>
      <Field
        label="Time zone"
        hint="The venue's. Guests see both times on its clocks, wherever they are."
        error={messages.timeZone}
      >
        <TimeZoneSelect
          name="timeZone"
          value={values.timeZone}
          onChange={(event) => change({ timeZone: event.target.value }, "timeZone", "startsAt", "endsAt")}
        />
      </Field>
    </FieldSet>
  );
}

/** An end to begin with: three hours on. Wall-clock arithmetic; whoever needs it exact sets it. */
function later(local: string): string {
  const start = new Date(`${local}Z`);
  if (Number.isNaN(start.getTime())) return "";
  return new Date(start.getTime() + USUAL_LENGTH_MS).toISOString().slice(0, 16);
}

function hintFor(local: string, timeZone: string): string | undefined {
  const time = zonedTime(local, timeZone);
  if (!time.ok) {
    return time.reason === "skipped" ? "Clocks go forward that night and skip this time." : undefined;
  }
  if (time.isAmbiguous) return `Clocks show this time twice that night; the first is meant (${time.offset}).`;
  if (Date.parse(time.utc) < Date.now()) return `${time.offset}. This has passed already.`;
  return time.offset;
}
