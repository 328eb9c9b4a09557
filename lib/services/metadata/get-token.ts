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
  const { event, type } = row;
  return {
    name: `${event.name} · ${type.name} #${BigInt(input.tokenId) % SERIALS}`,
    description: describeEvent(event),
    image: event.imageUrl ?? poster(event.name),
    attributes: attributesOf(row),
  };
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
