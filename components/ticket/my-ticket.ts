import type { Address } from "viem";
import type { KnownTicket } from "./known-ticket";
import type { OwnedToken } from "./read-owned-tokens";

/** A ticket of the wallet: what the chain says of it, joined with what the server knows. */
export type MyTicket = {
  key: string;
  status: KnownTicket["status"];
  /** The chain has not caught up with what the server accepted already. */
  isUnderWay: boolean;
  tokenId: string | null;
  /** Null: a token of one of our contracts that this server has no ticket for. */
  known: KnownTicket | null;
  contract: Address | null;
};

export type MyTickets = { upcoming: MyTicket[]; past: MyTicket[] };

const UNDER_WAY: ReadonlySet<string> = new Set(["queued", "submitted"]);

/**
 * Joins tokens with tickets. Who holds what is the chain's word alone; its status counts too, except while an accepted
 * check-in or invalidation is still on its way there. Tickets that aren't minted yet are the server's word. Of a ticket
 * given twice, the later one counts: it may have been minted between two questions.
 */
export function joinTickets(tokens: readonly OwnedToken[], answered: readonly KnownTicket[]): MyTicket[] {
  const known = [...new Map(answered.map((ticket) => [ticket.id, ticket])).values()];
  const byToken = new Map(
    known.map((ticket) => [tokenKey(ticket.event.contractAddress, ticket.tokenId), ticket]),
  );
  const held = tokens.map(({ contract, tokenId, status }): MyTicket => {
    const key = tokenKey(contract, tokenId.toString());
    const ticket = byToken.get(key) ?? null;
    const isUnderWay = ticket !== null && UNDER_WAY.has(ticket.chain.state);
    return {
      key: ticket?.id ?? key,
      status: ticket && isUnderWay ? ticket.status : status,
      isUnderWay,
      tokenId: tokenId.toString(),
      known: ticket,
      contract,
    };
  });
  const unminted = known.filter(isUnminted);
  const awaited = new Set(unminted.map(({ event }) => event.contractAddress));
  // The chain has a token some moments before the server has read its block: it is one of those awaited.
  const settled = held.filter((ticket) => ticket.known !== null || !awaited.has(ticket.contract));
  return [...unminted.map(unchecked), ...settled];
}

/** The server's word alone: before the chain has been read, or when it can't be. */
export function unchecked(ticket: KnownTicket): MyTicket {
  return {
    key: ticket.id,
    status: ticket.status,
    isUnderWay: UNDER_WAY.has(ticket.chain.state),
    tokenId: ticket.tokenId,
    known: ticket,
    contract: null,
  };
}

function isUnminted(ticket: KnownTicket): boolean {
  return ticket.tokenId === null && ticket.status !== "failed";
}

/** Soonest first among those to come, latest first among those past. */
export function sortTickets(tickets: readonly MyTicket[], now: number): MyTickets {
  const isPast = ({ known }: MyTicket) => known !== null && Date.parse(known.event.endsAt) <= now;
  return {
    upcoming: tickets.filter((ticket) => !isPast(ticket)).sort(byStart),
    past: tickets.filter(isPast).sort((a, b) => byStart(b, a)),
  };
}

/** Tokens of unknown events stand last. */
function byStart(a: MyTicket, b: MyTicket): number {
  return startOf(a) - startOf(b) || a.key.localeCompare(b.key);
}

function startOf({ known }: MyTicket): number {
  return known ? Date.parse(known.event.startsAt) : Number.MAX_SAFE_INTEGER;
}

function tokenKey(contract: string | null, tokenId: string | null): string {
  return `${contract?.toLowerCase()}:${tokenId}`;
}
