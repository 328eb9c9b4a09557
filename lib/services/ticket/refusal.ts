import type { ErrorCode } from "@/lib/errors";
import { doorsCloseAt } from "@/lib/services/doors-close-at";
import type { EventRow } from "@/lib/services/event/find";
import type { TicketRow } from "./find";

/** Why a reading of a ticket does not admit. Stored with the scan and answered as the problem's code. */
export const REFUSAL_CODES = [
  "event_cancelled",
  "ticket_invalidated",
  "not_yet_issued",
  "check_in_closed",
  "already_checked_in",
  "not_checked_in",
  "listed_for_resale",
] as const satisfies readonly ErrorCode[];

export type RefusalCode = (typeof REFUSAL_CODES)[number];

type Reading = {
  ticket: Pick<TicketRow, "status">;
  event: Pick<EventRow, "status" | "endsAt">;
  type: "entry" | "exit";
  /** When the code was read. */
  at: Date;
  /** Whether anybody may buy it on the market. */
  isListed: boolean;
};

/** The first reason why this reading does not admit, or null. A ticket still on its way to the chain is good. */
export function refusalOf({ ticket, event, type, at, isListed }: Reading): RefusalCode | null {
  if (event.status === "cancelled") return "event_cancelled";
  if (ticket.status === "invalidated") return "ticket_invalidated";
  if (ticket.status === "failed") return "not_yet_issued";
  if (at >= doorsCloseAt(event)) return "check_in_closed";
  const inside = ticket.status === "checked_in";
  if (type === "entry" && inside) return "already_checked_in";
  if (type === "exit" && !inside) return "not_checked_in";
  if (type === "entry" && isListed) return "listed_for_resale";
  return null;
}
