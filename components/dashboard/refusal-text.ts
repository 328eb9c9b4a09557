import { z } from "zod";
import { ApiProblem } from "@/components/api/api-problem";
import { problemMessage } from "@/components/api/problem-message";
import { formatDateTime } from "@/components/ui/format-time";

const firstCheckIn = z.object({ at: z.string(), gate: z.string().nullable() });

/** Why a ticket was refused, in words for people and on the clocks of the venue. */
export function refusalText(error: unknown, timeZone: string): string {
  if (!(error instanceof ApiProblem) || error.code !== "already_checked_in") return problemMessage(error);
  const first = firstCheckIn.safeParse(error.extra.firstCheckIn);
  if (!first.success) return "Checked in already, on the chain itself.";
  return `Checked in already: ${checkedInText({ ...first.data, timeZone })}.`;
}

/** `12 Jun 2026, 19:04 at Gate B`. */
export function checkedInText(checkIn: { at: string; gate: string | null; timeZone: string }): string {
  const when = formatDateTime({ date: new Date(checkIn.at), timeZone: checkIn.timeZone, format: "short" });
  return checkIn.gate ? `${when} at ${checkIn.gate}` : when;
}
