import { newId } from "@/lib/ids";
import type { EventRow } from "@/lib/services/event/find";
import { type Money, parseAmount } from "@/lib/services/money";
import type { TicketTypeInput } from "./schema";

type NewTicketTypeOptions = {
  event: Pick<EventRow, "id"> & Money;
  /** The one that the contract will give it. */
  number: number;
  input: TicketTypeInput;
  now: Date;
};

/** A ticket type's row, not written yet. Its price was checked to be one of the event's currency. */
export function newTicketType({ event, number, input, now }: NewTicketTypeOptions) {
  return {
    id: newId("typ"),
    eventId: event.id,
    number,
    name: input.name,
    description: input.description ?? null,
    priceUnits: parseAmount(input.price, event) ?? 0n,
    supply: input.supply,
    salesStart: input.salesStart ?? null,
    salesEnd: input.salesEnd ?? null,
    createdAt: now,
  };
}
