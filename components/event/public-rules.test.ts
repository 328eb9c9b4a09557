import { describe, expect, it } from "vitest";
import { ticketRules } from "./public-rules";

const event = {
  transferPolicy: "market_only",
  resaleCapBps: 10_000,
  royaltyBps: 0,
  maxPerWallet: null,
  resaleClosesAt: "2026-06-12T17:30:00.000Z",
  timeZone: "Europe/Berlin",
} as const;

const titles = (change: Partial<Parameters<typeof ticketRules>[0]>) =>
  ticketRules({ ...event, ...change }).map((rule) => rule.title);

describe("ticketRules", () => {
  it("tells of no resale price where nothing can be resold", () => {
    expect(titles({ transferPolicy: "locked" })).toEqual(["Not transferable", "Yours to keep"]);
  });

  it("says until when a ticket may be passed on, on the venue's clock", () => {
    expect(ticketRules({ ...event, transferPolicy: "open" })[0]?.text).toMatch(
      /until Fri, 12 June 2026, 19:30/,
    );
  });

  it("says the cap as a share of the face price", () => {
    expect(titles({})).toContain("Never above face price");
    expect(titles({ resaleCapBps: 12_550 })).toContain("Resale at 125.5 % of face price at most");
    expect(titles({ resaleCapBps: 5 })).toContain("Resale at 0.05 % of face price at most");
    expect(titles({ resaleCapBps: 65_535 })).toContain("No price limit on resale");
  });

  it("names the organiser's share of a resale", () => {
    expect(ticketRules({ ...event, royaltyBps: 250 }).map((rule) => rule.text)).toContainEqual(
      expect.stringContaining("2.5 % of a resale goes to the organiser."),
    );
  });

  it("names the wallet limit where there is one", () => {
    expect(titles({ maxPerWallet: 6 })).toContain("6 per wallet");
  });
});
