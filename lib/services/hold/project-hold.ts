import type { holds } from "@/lib/db/schema/sale";
import { formatAmount, type Money } from "@/lib/services/money";
import type { TicketTypeRow } from "@/lib/services/ticket-type/project-ticket-type";
import { permitOf } from "./permit";
import type { OnSale } from "./require-on-sale";
import type { HoldOutput, HoldStatus } from "./schema";

export type HoldRow = typeof holds.$inferSelect;

type HoldParts = {
  hold: HoldRow;
  isUsed: boolean;
  /** The event's. */
  sale: OnSale;
  event: Money;
  type: TicketTypeRow;
};

/** A hold as its buyer sees it, with the permit. */
export function projectHold({ hold, isUsed, sale, event, type }: HoldParts, now: Date): HoldOutput {
  const { buyer, quantity, expiresAt, nonce, unitPriceUnits, signature, signer } = hold;
  const { chainId, contract, currencyAddress } = sale;
  const permit = permitOf({
    chainId,
    contract,
    buyer,
    ticketType: type.number,
    quantity,
    unitPriceUnits,
    expiresAt,
    nonce,
  });
  return {
    id: hold.id,
    eventId: hold.eventId,
    ticketTypeId: hold.ticketTypeId,
    quantity,
    buyer,
    status: statusOf({ hold, isUsed }, now),
    expiresAt: expiresAt.toISOString(),
    total: formatAmount(unitPriceUnits * BigInt(quantity), event),
    currency: event.currency,
    currencyAddress,
    permit: { ...permit, signature, signer },
  };
}

function statusOf({ hold, isUsed }: Pick<HoldParts, "hold" | "isUsed">, now: Date): HoldStatus {
  if (isUsed) return "used";
  if (hold.releasedAt) return "released";
  return hold.expiresAt <= now ? "expired" : "open";
}
