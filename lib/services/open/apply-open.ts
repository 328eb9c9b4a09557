import type { openTickets } from "@/lib/db/schema/open";
import { AppError } from "@/lib/errors";
import { applyCheckIn } from "@/lib/services/ticket/apply-check-in";
import { applyInvalidate } from "@/lib/services/ticket/apply-invalidate";
import { applyResell } from "@/lib/services/ticket/apply-resell";
import type { Changes } from "@/lib/services/ticket/changes";
import { requirePast } from "@/lib/services/ticket/require-past";
import type { Standing } from "@/lib/services/ticket/standing";
import { handOverUsed } from "./hand-over-used";
import type { Parsed } from "./item";
import type { OpenData } from "./schema";

/** A ticket, and what OPEN has of it. */
export type OpenStanding = { standing: Standing; open: typeof openTickets.$inferSelect };

type TicketItem = Exclude<Parsed, { name: "newEvent" | "updateEvent" | "soldTicket" }>;

/**
 * Does one thing by the rules of OPEN's life cycle.
 * @returns the action to follow; null: the chain has nothing to do.
 * @throws {AppError} what the item is refused for; nothing is changed then.
 */
export function applyOpen(changes: Changes, ticket: OpenStanding, { name, data }: TicketItem): string | null {
  switch (name) {
    case "updateTicket":
      return look(ticket, data);
    case "resoldTicket":
      return resell(changes, ticket, data);
    case "scannedTicket":
      requireUnused(ticket);
      ticket.open.isScanned = true;
      return null;
    case "checkedInTicket":
      requireUnused(ticket);
      requirePast(data.orderTime ?? null, changes.now);
      return applyCheckIn(changes, ticket.standing, { type: "entry", at: data.orderTime }).actionId;
    case "invalidatedTicket":
      requireUnused(ticket);
      return applyInvalidate(changes, ticket.standing, { reason: "other" });
    case "claimedTicket":
      return claim(changes, ticket, data);
  }
}

function look({ open }: OpenStanding, data: OpenData<"updateTicket">): null {
  if (data.imageUrl !== undefined) open.imageUrl = data.imageUrl;
  if (data.mediaUrl !== undefined) open.mediaUrl = data.mediaUrl;
  if (data.metadataAttributes !== undefined) open.attributes = data.metadataAttributes;
  return null;
}

function resell(changes: Changes, ticket: OpenStanding, data: OpenData<"resoldTicket">): string {
  const { standing, open } = ticket;
  requireUnused(ticket);
  if (open.isScanned) throw refusal("was scanned");
  const { actionId } = applyResell(changes, standing, { to: data.to, email: null, price: data.price });
  open.userId = data.userId;
  open.price = data.price;
  open.orderTime = data.orderTime ?? changes.now;
  return actionId;
}

/** What is claimed was checked in; it goes to the wallet, or stays for a user who names none. */
function claim(changes: Changes, ticket: OpenStanding, data: OpenData<"claimedTicket">): string | null {
  const { standing, open } = ticket;
  if (open.isClaimed) throw refusal("was claimed");
  if (standing.ticket.status === "invalidated") throw refusal("was invalidated");
  if (standing.ticket.status !== "checked_in") throw refusal("was not checked in, which comes before");
  const actionId =
    data.to == null || data.to === standing.holder ? null : moveUsed(changes, standing, data.to);
  open.isClaimed = true;
  if (data.userId != null) open.userId = data.userId;
  return actionId;
}

function moveUsed(changes: Changes, standing: Standing, to: `0x${string}`): string {
  if (standing.holder) throw refusal(`has left custody: ${standing.holder} has it`);
  return handOverUsed(changes, standing, to);
}

/** Scanned, checked in, invalidated and resold come before the end of a ticket's life, never after. */
function requireUnused({ standing, open }: OpenStanding): void {
  if (open.isClaimed) throw refusal("was claimed");
  if (standing.ticket.status === "checked_in") throw refusal("was checked in");
  if (standing.ticket.status === "invalidated") throw refusal("was invalidated");
}

const refusal = (why: string) => new AppError("transfer_locked", `The ticket ${why}.`);
