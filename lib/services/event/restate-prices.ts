import { eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { ticketTypes } from "@/lib/db/schema/events";
import type { FieldError } from "@/lib/errors";
import { formatAmount, type Money, parseAmount } from "@/lib/services/money";
import { checkPrice } from "./check-create";
import type { EventRow } from "./find";

/**
 * Keeps the prices of an event's ticket types as they read when it gets another currency: "25.00" is 25 of that.
 * @returns those that are no price in it, as errors of `currency`: nothing of it may be kept then.
 */
export async function restatePrices(tx: Transaction, event: EventRow, wanted: Money): Promise<FieldError[]> {
  const types = await tx.select().from(ticketTypes).where(eq(ticketTypes.eventId, event.id));
  const errors: FieldError[] = [];
  for (const { id, name, priceUnits } of types) {
    const price = formatAmount(priceUnits, event);
    const problem = checkPrice(price, wanted);
    if (problem)
      errors.push({ path: "currency", message: `doesn't suit the price of ${name}, which ${problem}` });
    const restated = parseAmount(price, wanted) ?? 0n;
    await tx.update(ticketTypes).set({ priceUnits: restated }).where(eq(ticketTypes.id, id));
  }
  return errors;
}
