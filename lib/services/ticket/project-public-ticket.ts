import type { EventRow } from "@/lib/services/event/find";
import { statusOf } from "@/lib/services/event/times";
import { formatAmount } from "@/lib/services/money";
import { projectOwner, projectSeat } from "./project-ticket";
import type { PublicTicketOutput } from "./schema";
import type { PublicTicketRow } from "./select-public-tickets";

/** A ticket as anybody may see it: nothing about the person who comes with it. */
export function projectPublicTicket(row: PublicTicketRow, now: Date): PublicTicketOutput {
  const { ticket, type, event, organiser, chain } = row;
  return {
    id: ticket.id,
    tokenId: ticket.tokenId?.toString() ?? null,
    status: ticket.status,
    ...projectOwner(ticket, event.contractAddress),
    seat: projectSeat(ticket),
    checkedInAt: ticket.checkedInAt?.toISOString() ?? null,
    invalidation: ticket.invalidatedAt
      ? { at: ticket.invalidatedAt.toISOString(), reason: ticket.invalidatedReason ?? "other" }
      : null,
    ticketType: {
      name: type.name,
      description: type.description,
      price: formatAmount(type.priceUnits, event),
    },
    event: { ...projectEventOfTicket(event, now), organiser: { name: organiser.name, slug: organiser.slug } },
    chain,
  };
}

function projectEventOfTicket(event: EventRow, now: Date) {
  return {
    id: event.id,
    slug: event.slug,
    name: event.name,
    status: statusOf(event, now),
    imageUrl: event.imageUrl,
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    timeZone: event.timeZone,
    currency: event.currency,
    venue: event.venueName === null ? null : { name: event.venueName, address: event.venueAddress },
    transferPolicy: event.transferPolicy,
    chainId: event.chainId,
    contractAddress: event.contractAddress,
  };
}
