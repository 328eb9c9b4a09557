import type { Address } from "viem";
import type { Signer } from "@/lib/chain/signer";
import { AppError } from "@/lib/errors";
import type { PublicContext } from "@/lib/services/context";
import type { EventRow } from "@/lib/services/event/find";
import type { TicketTypeRow } from "@/lib/services/ticket-type/project-ticket-type";

type SaleContext = Pick<PublicContext, "chain" | "clock">;

/** Where an event's tickets are purchased, and with what. */
export type OnSale = { chainId: number; contract: Address; currencyAddress: Address };

/**
 * Makes sure that an event sells tickets on the chain at all.
 * @throws {AppError} `event_not_published`, `event_cancelled`, `not_for_sale_here`.
 */
export function requireSoldHere(event: EventRow): OnSale {
  const { chainId, contractAddress: contract, currencyAddress } = event;
  if (event.status === "draft" || chainId === null || contract === null)
    throw new AppError("event_not_published", "The event is not published: nothing is sold yet.");
  if (event.status === "cancelled")
    throw new AppError("event_cancelled", "The event is cancelled: nothing is sold any more.");
  if (currencyAddress === null)
    throw new AppError(
      "not_for_sale_here",
      `Tickets are priced in ${event.currency}, and sold by the organiser elsewhere.`,
    );
  return { chainId, contract, currencyAddress };
}

/**
 * Makes sure that this type is on sale now, and that a permit of ours would be taken.
 * @returns who signs the event's permits.
 * @throws {AppError} `sale_closed`, saying when it opens or why it is closed.
 */
export function requireOpenSale(ctx: SaleContext, event: EventRow, type: TicketTypeRow): Signer {
  const now = ctx.clock.now();
  const closesAt = type.salesEnd && type.salesEnd < event.endsAt ? type.salesEnd : event.endsAt;
  if (type.salesStart && now < type.salesStart)
    throw saleClosed(`The sale of ${type.name} opens at ${type.salesStart.toISOString()}.`);
  if (now >= closesAt) throw saleClosed(`The sale of ${type.name} closed at ${closesAt.toISOString()}.`);
  if (event.isPaused) throw saleClosed("The organiser has paused the event.");
  const signer = ctx.chain.signers.find(({ address }) => address === event.signer);
  if (event.operatorRemovedAt || !signer)
    throw saleClosed("This server no longer sells the event's tickets: ask the organiser.");
  return signer;
}

const saleClosed = (detail: string) => new AppError("sale_closed", detail);
