import { eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { type OpenAttribute, openEvents, openTickets } from "@/lib/db/schema/open";
import { tickets } from "@/lib/db/schema/tickets";
import type { PublicContext } from "@/lib/services/context";
import { findPublicTicket } from "@/lib/services/ticket/find-public";
import type { TokenInput } from "@/lib/services/ticket/schema";
import type { PublicTicketRow } from "@/lib/services/ticket/select-public-tickets";
import { describeEvent } from "./describe-event";
import { poster } from "./poster";
import type { TokenMetadata } from "./schema";

/** Token ids are `type × 1,000,000,000 + serial`. */
const SERIALS = 1_000_000_000n;

/**
 * ERC-721 metadata of a ticket, with its status now and nothing about the person who holds it.
 * @throws {AppError} `not_found`.
 */
export async function getTokenMetadata(options: {
  ctx: PublicContext;
  input: TokenInput;
}): Promise<TokenMetadata> {
  const { ctx, input } = options;
  const row = await findPublicTicket(ctx.db, input);
  const { event, type, ticket } = row;
  const looks = await looksOf(ctx.db, ticket.id);
  return {
    name: looks?.name ?? `${event.name} · ${type.name} #${BigInt(input.tokenId) % SERIALS}`,
    description: looks?.description ?? describeEvent(event),
    image: looks?.imageUrl ?? looks?.defaultImageUrl ?? event.imageUrl ?? poster(event.name),
    attributes: [...attributesOf(row), ...ownAttributes(looks?.attributes ?? [])],
  };
}

/** What was said of this one ticket's looks by OPEN's calls. */
async function looksOf(db: Queryable, ticketId: string) {
  const { name, description, imageUrl, attributes } = openTickets;
  const [looks] = await db
    .select({ name, description, imageUrl, attributes, defaultImageUrl: openEvents.defaultNftImageUrl })
    .from(openTickets)
    .innerJoin(tickets, eq(tickets.id, openTickets.ticketId))
    .leftJoin(openEvents, eq(openEvents.eventId, tickets.eventId))
    .where(eq(openTickets.ticketId, ticketId));
  return looks;
}

function ownAttributes(attributes: readonly OpenAttribute[]): TokenMetadata["attributes"] {
  return attributes.map(({ name, value }) => {
    return { trait_type: name, value: typeof value === "boolean" ? String(value) : value };
  });
}

function attributesOf({ ticket, event, type }: PublicTicketRow): TokenMetadata["attributes"] {
  const seat = [
    ["Section", ticket.seatSection],
    ["Row", ticket.seatRow],
    ["Seat", ticket.seatNumber],
  ] as const;
  return [
    { trait_type: "Status", value: ticket.status },
    { trait_type: "Event", value: event.name },
    { trait_type: "Ticket type", value: type.name },
    { trait_type: "Starts", value: unixSeconds(event.startsAt), display_type: "date" },
    { trait_type: "Ends", value: unixSeconds(event.endsAt), display_type: "date" },
    ...(event.venueName === null ? [] : [{ trait_type: "Venue", value: event.venueName }]),
    ...seat.flatMap(([name, value]) => (value === null ? [] : [{ trait_type: name, value }])),
  ];
}

function unixSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
