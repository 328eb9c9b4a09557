import { describe, expect, test } from "vitest";
import { addTicketType, type EventFormValues, emptyEventForm } from "./event-form-values";
import { readEventForm } from "./read-event-form";

const filled: EventFormValues = {
  ...emptyEventForm({ timeZone: "Europe/Berlin", currency: "EUR" }),
  name: " Summer Night ",
  startsAt: "2026-06-12T19:30",
  endsAt: "2026-06-12T23:00",
  ticketTypes: [{ key: 1, name: "General", price: "25", supply: "500", description: "" }],
};
const onChain = [
  { symbol: "ETH", decimals: 18 },
  { symbol: "USDC", decimals: 6 },
];
const messagesOf = (changes: Partial<EventFormValues>) => {
  const read = readEventForm({ ...filled, ...changes }, onChain);
  return read.ok ? {} : read.messages;
};
const eventOf = (changes: Partial<EventFormValues>) => {
  const read = readEventForm({ ...filled, ...changes }, onChain);
  return read.ok ? read.event : null;
};
const type = (changes: object) => ({
  ticketTypes: [{ key: 1, name: "General", price: "25", supply: "500", description: "", ...changes }],
});

test("what is typed becomes what the API takes: times in UTC, percent in basis points, empty fields left out", () => {
  expect(eventOf({ venueName: "Kulturhaus", resaleCap: "110", royalty: "2,5", maxPerWallet: "6" })).toEqual({
    name: "Summer Night",
    startsAt: "2026-06-12T17:30:00.000Z",
    endsAt: "2026-06-12T21:00:00.000Z",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    venue: { name: "Kulturhaus" },
    transferPolicy: "market_only",
    resaleCapBps: 11_000,
    royaltyBps: 250,
    maxPerWallet: 6,
    ticketTypes: [{ name: "General", price: "25", supply: 500 }],
  });
});

test("an empty form says everything that is missing, under the API's own paths", () => {
  const empty = emptyEventForm({ timeZone: "UTC", currency: "EUR" });
  const read = readEventForm({ ...empty, ticketTypes: addTicketType(empty.ticketTypes) }, onChain);
  expect(Object.keys(read.ok ? {} : read.messages).sort()).toEqual([
    "endsAt",
    "name",
    "startsAt",
    "ticketTypes.0.price",
    "ticketTypes.0.supply",
    "ticketTypes.1.name",
    "ticketTypes.1.price",
    "ticketTypes.1.supply",
  ]);
});

describe("times", () => {
  test("an end before the start", () => {
    expect(messagesOf({ endsAt: "2026-06-12T19:00" })).toEqual({
      endsAt: expect.stringMatching(/after the start/),
    });
  });
  test("a time that does not exist", () => {
    expect(messagesOf({ startsAt: "2026-03-29T02:30" })).toEqual({ startsAt: expect.stringMatching(/skip/) });
  });
});

describe("prices", () => {
  test.each([
    ["25,50", "25.50"],
    ["0", "0"],
    ["007", "7"],
  ])("%s is %s", (price, amount) => {
    expect(eventOf(type({ price }))?.ticketTypes[0]?.price).toBe(amount);
  });
  test.each(["", "-1", "abc", "1.234.567", "25.505", "1e3"])("%s is refused in euro", (price) => {
    expect(messagesOf(type({ price }))).toHaveProperty(["ticketTypes.0.price"]);
  });
  test("decimals go by the currency", () => {
    expect(messagesOf({ ...type({ price: "25.5" }), currency: "JPY" })).toHaveProperty([
      "ticketTypes.0.price",
    ]);
    expect(eventOf({ ...type({ price: "0.0125" }), currency: "ETH" })).not.toBeNull();
  });
});

describe("rules of resale", () => {
  test("no cap is its own number", () => {
    expect(eventOf({ resaleCap: "" })?.resaleCapBps).toBe(65_535);
  });
  test("where nobody may resell, what stands in the fields doesn't matter", () => {
    expect(eventOf({ transferPolicy: "locked", resaleCap: "x", royalty: "x" })).toMatchObject({
      royaltyBps: 0,
    });
  });
  test.each([
    [{ resaleCap: "700" }, "resaleCapBps"],
    [{ royalty: "101" }, "royaltyBps"],
    [{ maxPerWallet: "0" }, "maxPerWallet"],
    [{ imageUrl: "poster.jpg" }, "imageUrl"],
    [{ venueAddress: "Hauptstraße 1" }, "venue.name"],
  ])("%o is refused", (changes, path) => {
    expect(Object.keys(messagesOf(changes))).toEqual([path]);
  });
});
