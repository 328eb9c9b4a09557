import type { Address } from "viem";
import { AppError } from "@/lib/errors";
import type { PublicContext } from "@/lib/services/context";
import { doorsCloseAt } from "@/lib/services/doors-close-at";
import type { EventRow } from "@/lib/services/event/find";
import { formatAmount } from "@/lib/services/money";
import type { TicketRow } from "@/lib/services/ticket/find";
import type { TicketTypeRow } from "@/lib/services/ticket-type/project-ticket-type";

/** No cap at all. */
const NO_CAP_BPS = 65_535;
const BPS = 10_000n;

type Resale = { ticket: TicketRow; event: EventRow; type: TicketTypeRow; priceUnits: bigint };

/** What an offer names besides price and times, once it is known that the ticket may be resold. */
export type Resellable = {
  chainId: number;
  contract: Address;
  tokenId: bigint;
  seller: Address;
  currency: Address;
};

/**
 * Makes sure that the market would let this ticket be sold at this price.
 * @throws {AppError} `event_cancelled`, `ticket_invalidated`, `already_checked_in`, `transfer_locked`, `resale_closed`,
 * `price_above_cap`, `not_for_sale_here`, `not_yet_issued`.
 */
export function requireResellable(ctx: Pick<PublicContext, "clock">, resale: Resale): Resellable {
  const { ticket, event } = resale;
  if (event.status === "cancelled")
    throw new AppError("event_cancelled", "The event is cancelled: refunds are open, and tickets stay.");
  requireGood(ticket);
  requireTransferable(ticket, event);
  requireResaleOpen(event, ctx.clock.now());
  requireWithinCap(resale);
  const currency = event.currencyAddress;
  if (currency === null)
    throw new AppError(
      "not_for_sale_here",
      `Tickets are priced in ${event.currency}, and resold by the organiser elsewhere.`,
    );
  const { chainId, contractAddress: contract } = event;
  const { tokenId, owner: seller } = ticket;
  if (chainId === null || contract === null || tokenId === null || seller === null)
    throw new AppError("not_yet_issued", "The ticket is not on the chain yet: try again in a moment.");
  return { chainId, contract, tokenId, seller, currency };
}

function requireGood({ status }: TicketRow): void {
  if (status === "invalidated")
    throw new AppError("ticket_invalidated", "The ticket was invalidated: it can't be sold.");
  if (status === "checked_in")
    throw new AppError("already_checked_in", "The ticket is checked in: it can't be sold.");
  if (status === "failed")
    throw new AppError("not_yet_issued", "The ticket was never issued: the chain refused it.");
}

function requireTransferable({ owner, recipient }: TicketRow, event: EventRow): void {
  if (event.transferPolicy === "locked")
    throw new AppError("transfer_locked", "Tickets of this event can't change hands.");
  if ((owner ?? recipient ?? event.contractAddress) === event.contractAddress)
    throw new AppError("transfer_locked", "The ticket has no holder yet: it has to be claimed first.");
}

function requireResaleOpen(event: EventRow, now: Date): void {
  const closedAt = new Date(Math.min(event.resaleClosesAt.getTime(), doorsCloseAt(event).getTime()));
  if (now >= closedAt) throw new AppError("resale_closed", `Resale closed at ${closedAt.toISOString()}.`);
}

function requireWithinCap({ event, type, priceUnits }: Resale): void {
  if (event.resaleCapBps === NO_CAP_BPS) return;
  const capUnits = (type.priceUnits * BigInt(event.resaleCapBps)) / BPS;
  if (priceUnits <= capUnits) return;
  const cap = formatAmount(capUnits, event);
  throw new AppError("price_above_cap", `The ticket may cost ${cap} ${event.currency} at most.`, {
    extra: { cap, currency: event.currency },
  });
}
