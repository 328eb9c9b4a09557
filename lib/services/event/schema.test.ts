import { describe, expect, it } from "vitest";
import { fieldErrors } from "@/lib/services/field-errors";
import { anEventBody } from "@/test/service-builders";
import { createEventInput } from "./schema";

function pathsOf(change: Record<string, unknown>): string[] {
  const parsed = createEventInput.safeParse(anEventBody(change));
  return parsed.success ? [] : fieldErrors(parsed.error).map((error) => error.path);
}

const type = (change: Record<string, unknown>) => ({
  ticketTypes: [{ name: "General", price: "25", supply: 100, ...change }],
});

describe("createEventInput", () => {
  it("fills in the defaults", () => {
    expect(createEventInput.parse(anEventBody())).toMatchObject({
      transferPolicy: "market_only",
      resaleCapBps: 10_000,
      royaltyBps: 0,
    });
  });

  it("takes null for what may be left out", () => {
    expect(pathsOf({ description: null, venue: null, externalId: null, maxPerWallet: null })).toEqual([]);
  });

  it.each([
    ["name", { name: "  " }],
    ["name", { name: "x".repeat(201) }],
    ["startsAt", { startsAt: "2030-05-02" }],
    ["endsAt", { endsAt: "2030-05-02T18:00:00Z" }],
    ["timeZone", { timeZone: "Europe/Atlantis" }],
    ["timeZone", { timeZone: "+02:00" }],
    ["currency", { currency: "€" }],
    ["imageUrl", { imageUrl: "javascript:alert(1)" }],
    ["externalId", { externalId: "" }],
    ["transferPolicy", { transferPolicy: "free" }],
    ["resaleCapBps", { resaleCapBps: 65_536 }],
    ["royaltyBps", { royaltyBps: 10_001 }],
    ["maxPerWallet", { maxPerWallet: 0 }],
    ["venue.name", { venue: { address: "Hauptstraße 1" } }],
    ["venue.latitude", { venue: { name: "Hall", latitude: 91 } }],
    ["ticketTypes", { ticketTypes: [] }],
    ["ticketTypes", { ticketTypes: Array(101).fill(type({}).ticketTypes[0]) }],
    ["ticketTypes.0.price", type({ price: 25 })],
    ["ticketTypes.0.price", type({ price: "25,00" })],
    ["ticketTypes.0.price", type({ price: "-1" })],
    ["ticketTypes.0.supply", type({ supply: 0 })],
    ["ticketTypes.0.supply", type({ supply: 1_000_000_000 })],
    ["ticketTypes.0.supply", type({ supply: 1.5 })],
    [
      "ticketTypes.0.salesEnd",
      type({ salesStart: "2030-01-02T00:00:00Z", salesEnd: "2030-01-01T00:00:00Z" }),
    ],
    ["colour", { colour: "red" }],
  ])("refuses a bad %s: %j", (path, change) => expect(pathsOf(change)).toEqual([path]));

  it("tells of wrong dates also when another field is wrong", () => {
    expect(pathsOf({ name: "", endsAt: "2030-05-01T00:00:00Z" })).toEqual(["name", "endsAt"]);
  });
});
