import { invalidFields } from "@/lib/services/invalid-fields";

/** Clocks of gates may be so much ahead of ours. */
const CLOCK_SKEW_MS_MAX = 5 * 60_000;

/**
 * A ticket can't have been read in the future.
 * @throws {AppError} `validation_failed` on `at`.
 */
export function requirePast(at: Date | null, now: Date): void {
  if (!at || at.getTime() <= now.getTime() + CLOCK_SKEW_MS_MAX) return;
  throw invalidFields([
    { path: "at", message: `must not be in the future: it is ${now.toISOString()} here` },
  ]);
}
