import type { Address } from "viem";
import type { ChainState } from "@/lib/services/action/schema";
import { formatAmount, type Money } from "@/lib/services/money";
import type { TicketOutput } from "./schema";
import type { ShownTicket } from "./shown-columns";

type TicketParts = {
  ticket: ShownTicket;
  /** The event's contract. */
  contract: Address | null;
  orderReference: string | null;
  /** The event's. */
  money: Money;
  /** The open one. */
  listing: { id: string; priceUnits: bigint; expiresAt: Date } | null;
  /** How far its latest action is. */
  chain: ChainState;
};

/** A ticket as its organiser sees it. */
export function projectTicket(parts: TicketParts): TicketOutput {
  const { ticket, contract, orderReference, chain } = parts;
  const { attendeeName: name, attendeeEmail } = ticket;
  return {
    id: ticket.id,
    eventId: ticket.eventId,
    ticketTypeId: ticket.ticketTypeId,
    orderId: ticket.orderId,
    orderReference,
    tokenId: ticket.tokenId?.toString() ?? null,
    status: ticket.status,
    ...projectOwner(ticket, contract),
    externalId: ticket.externalId,
    email: ticket.email,
    attendee: name === null && attendeeEmail === null ? null : { name, email: attendeeEmail },
    seat: projectSeat(ticket),
    listing: projectListing(parts),
    checkedInAt: ticket.checkedInAt?.toISOString() ?? null,
    invalidation: projectInvalidation(ticket),
    chain,
    createdAt: ticket.createdAt.toISOString(),
  };
}

/** Who holds a ticket, or will once it is minted. What nobody else holds, the contract keeps in custody. */
export function projectOwner(ticket: Pick<ShownTicket, "owner" | "recipient">, contract: Address | null) {
  const owner = ticket.owner ?? ticket.recipient ?? contract;
  return { owner, custody: owner === contract };
}

export function projectSeat(ticket: Pick<ShownTicket, "seatSection" | "seatRow" | "seatNumber">) {
  const { seatSection: section, seatRow: row, seatNumber: seat } = ticket;
  return section === null && row === null && seat === null ? null : { section, row, seat };
}

function projectListing({ listing, money }: TicketParts) {
  if (!listing) return null;
  const { id, priceUnits, expiresAt } = listing;
  const price = formatAmount(priceUnits, money);
  return { id, price, currency: money.currency, expiresAt: expiresAt.toISOString() };
}

function projectInvalidation({ invalidatedAt, invalidatedReason, invalidatedNote }: ShownTicket) {
  if (!invalidatedAt) return null;
  return { at: invalidatedAt.toISOString(), reason: invalidatedReason ?? "other", note: invalidatedNote };
}
