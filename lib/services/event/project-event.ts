import { projectTicketType } from "@/lib/services/ticket-type/project-ticket-type";
import type { EventRow } from "./find";
import type { EventRecord } from "./load-records";
import type { EventOutput, PublicEventOutput } from "./schema";
import { statusOf } from "./times";

/** An event as its organiser sees it. */
export function projectEvent(record: EventRecord, now: Date): EventOutput {
  const { event } = record;
  return {
    ...shared(record, now),
    externalId: event.externalId,
    operatorRemovedAt: event.operatorRemovedAt?.toISOString() ?? null,
    createdAt: event.createdAt.toISOString(),
    updatedAt: event.updatedAt.toISOString(),
  };
}

/** An event as anybody sees it. */
export function projectPublicEvent(
  record: EventRecord & { organiser: { name: string; slug: string } },
  now: Date,
): PublicEventOutput {
  const { name, slug } = record.organiser;
  return { ...shared(record, now), organiser: { name, slug } };
}

function shared({ event, types, held, chain }: EventRecord, now: Date) {
  return {
    id: event.id,
    slug: event.slug,
    status: statusOf(event, now),
    name: event.name,
    description: event.description,
    imageUrl: event.imageUrl,
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    timeZone: event.timeZone,
    currency: event.currency,
    currencyAddress: event.currencyAddress,
    venue: venueOf(event),
    transferPolicy: event.transferPolicy,
    resaleCapBps: event.resaleCapBps,
    royaltyBps: event.royaltyBps,
    maxPerWallet: event.maxPerWallet,
    resaleClosesAt: event.resaleClosesAt.toISOString(),
    chainId: event.chainId,
    contractAddress: event.contractAddress,
    chain,
    ticketTypes: types.map((type) => projectTicketType(type, event, held.get(type.id) ?? 0)),
    publishedAt: event.publishedAt?.toISOString() ?? null,
    cancelledAt: event.cancelledAt?.toISOString() ?? null,
  };
}

function venueOf(event: EventRow) {
  if (event.venueName === null) return null;
  const { venueName: name, venueAddress: address, latitude, longitude } = event;
  return { name, address, latitude, longitude };
}
