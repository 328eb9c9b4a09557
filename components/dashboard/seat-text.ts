import type { TicketOutput } from "@/lib/services/ticket/schema";

/** `Balcony, row B, seat 14`; null for a ticket without a seat. */
export function seatText(seat: TicketOutput["seat"]): string | null {
  if (!seat) return null;
  const parts = [seat.section, seat.row && `row ${seat.row}`, seat.seat && `seat ${seat.seat}`];
  return parts.filter(Boolean).join(", ") || null;
}
