import { describe, expect, it } from "vitest";
import type { KnownTicket } from "./known-ticket";
import { joinTickets, sortTickets } from "./my-ticket";
import type { OwnedToken } from "./read-owned-tokens";

const CONTRACT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
let serial = 0;

function ticket(change: Partial<KnownTicket> = {}, event: Partial<KnownTicket["event"]> = {}): KnownTicket {
  serial += 1;
  return {
    id: `tkt_${serial}`,
    tokenId: String(serial),
    status: "valid",
    seat: null,
    ticketType: { name: "General" },
    chain: { state: "confirmed" },
    ...change,
    event: {
      id: "evt_1",
      name: "Summer Night",
      status: "published",
      startsAt: "2026-06-12T17:30:00.000Z",
      endsAt: "2026-06-12T21:00:00.000Z",
      timeZone: "Europe/Berlin",
      venue: null,
      contractAddress: CONTRACT,
      ...event,
    },
  };
}

function tokenOf(known: KnownTicket, status: OwnedToken["status"] = "valid"): OwnedToken {
  return { contract: CONTRACT, tokenId: BigInt(known.tokenId ?? 0), status };
}

describe("joinTickets", () => {
  it("leaves out what the server believes and the chain denies", () => {
    expect(joinTickets([], [ticket()])).toEqual([]);
  });

  it("takes the chain's status over the server's", () => {
    const known = ticket({ status: "valid" });
    expect(joinTickets([tokenOf(known, "checked_in")], [known])).toMatchObject([
      { status: "checked_in", isUnderWay: false, known },
    ]);
  });

  it("shows an accepted check-in before the chain has it", () => {
    const known = ticket({ status: "checked_in", chain: { state: "submitted" } });
    expect(joinTickets([tokenOf(known, "valid")], [known])).toMatchObject([
      { status: "checked_in", isUnderWay: true },
    ]);
  });

  it("shows a ticket that is being issued, and none that failed", () => {
    const pending = ticket({ tokenId: null, status: "pending", chain: { state: "queued" } });
    const failed = ticket({ tokenId: null, status: "failed", chain: { state: "failed" } });
    expect(joinTickets([], [pending, failed]).map(({ key }) => key)).toEqual([pending.id]);
  });

  it("does not show a ticket twice while the server has yet to read its block", () => {
    const pending = ticket({ tokenId: null, status: "pending", chain: { state: "submitted" } });
    const token: OwnedToken = { contract: CONTRACT, tokenId: 8_000_000_001n, status: "valid" };
    expect(joinTickets([token], [pending]).map(({ key }) => key)).toEqual([pending.id]);
  });

  it("does not show a ticket twice that was minted between two questions to the server", () => {
    const earlier = ticket({ tokenId: null, status: "pending", chain: { state: "submitted" } });
    const later: KnownTicket = {
      ...earlier,
      tokenId: "9000000001",
      status: "valid",
      chain: { state: "confirmed" },
    };
    expect(joinTickets([tokenOf(later)], [earlier, later])).toMatchObject([
      { key: later.id, status: "valid" },
    ]);
  });

  it("keeps a token that the server does not know", () => {
    const token: OwnedToken = { contract: CONTRACT, tokenId: 7_000_000_001n, status: "valid" };
    expect(joinTickets([token], [])).toMatchObject([
      { known: null, contract: CONTRACT, tokenId: "7000000001" },
    ]);
  });

  it("finds the ticket whatever the case of the contract's address", () => {
    const known = ticket({}, { contractAddress: CONTRACT.toLowerCase() });
    expect(joinTickets([tokenOf(known)], [known])[0]?.known).toBe(known);
  });
});

describe("sortTickets", () => {
  const on = (day: string) =>
    ticket({}, { startsAt: `2026-06-${day}T18:00:00.000Z`, endsAt: `2026-06-${day}T22:00:00.000Z` });

  it("puts the next event first, the last one past first, and unknown tokens at the end", () => {
    const [first, second, third, fourth] = [on("01"), on("02"), on("20"), on("30")];
    const known = [fourth, first, third, second].filter((entry) => entry !== undefined);
    const unknown: OwnedToken = { contract: CONTRACT, tokenId: 999_999n, status: "valid" };
    const joined = joinTickets([unknown, ...known.map((entry) => tokenOf(entry))], known);
    const sorted = sortTickets(joined, Date.parse("2026-06-10T00:00:00Z"));
    expect(sorted.upcoming.map((entry) => entry.known?.id)).toEqual([third?.id, fourth?.id, undefined]);
    expect(sorted.past.map((entry) => entry.known?.id)).toEqual([second?.id, first?.id]);
  });

  it("keeps an event that is on among those to come", () => {
    const joined = joinTickets([tokenOf(on("10"))], []);
    expect(sortTickets(joined, Date.parse("2026-06-10T20:00:00Z")).past).toEqual([]);
  });
});
