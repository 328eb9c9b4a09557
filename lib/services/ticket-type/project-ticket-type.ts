import type { ticketTypes } from "@/lib/db/schema/events";
import { formatAmount, type Money } from "@/lib/services/money";
import type { TicketTypeOutput } from "./schema";

export type TicketTypeRow = typeof ticketTypes.$inferSelect;

/** A ticket type as people see it, with so many tickets in open holds. `money` is its event's. */
export function projectTicketType(type: TicketTypeRow, money: Money, held: number): TicketTypeOutput {
  return {
    id: type.id,
    name: type.name,
    description: type.description,
    price: formatAmount(type.priceUnits, money),
    supply: type.supply,
    issued: type.issued,
    available: type.supply - type.issued - held,
    salesStart: type.salesStart?.toISOString() ?? null,
    salesEnd: type.salesEnd?.toISOString() ?? null,
  };
}
