import { describe, expect, it } from "vitest";
import { anEventBody } from "@/test/service-builders";
import { checkCreate } from "./check-create";
import { createEventInput } from "./schema";

const CHAIN = {
  nativeSymbol: "ETH",
  tokens: [{ symbol: "USDC", decimals: 6, address: "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913" as const }],
};

const pathsOf = (change: Record<string, unknown>) =>
  checkCreate(createEventInput.parse(anEventBody(change)), CHAIN).map((error) => error.path);

const priced = (currency: string, ...prices: string[]) => ({
  currency,
  ticketTypes: prices.map((price, i) => ({ name: `Type ${i}`, price, supply: 1 })),
});

describe("checkCreate", () => {
  it("takes the chain's coin, its tokens and the world's currencies", () => {
    expect(pathsOf(priced("USDC", "25.000001"))).toEqual([]);
    expect(pathsOf(priced("ETH", "0.000000000000000001"))).toEqual([]);
    expect(pathsOf(priced("EUR", "25.50"))).toEqual([]);
  });

  it("refuses any other currency", () => expect(pathsOf(priced("DOGE", "1"))).toEqual(["currency"]));

  it("names every price that is finer than its currency", () => {
    expect(pathsOf(priced("EUR", "1.001", "1", "2.0001"))).toEqual([
      "ticketTypes.0.price",
      "ticketTypes.2.price",
    ]);
    expect(pathsOf(priced("USDC", "0.0000001"))).toEqual(["ticketTypes.0.price"]);
    expect(pathsOf(priced("JPY", "1.5"))).toEqual(["ticketTypes.0.price"]);
  });

  it("names a price that the contracts couldn't keep", () => {
    expect(pathsOf(priced("ETH", "1208925", "1208926"))).toEqual(["ticketTypes.1.price"]);
    expect(pathsOf(priced("EUR", "9999999999.99"))).toEqual([]);
  });

  it("refuses two types of one name", () => {
    const ticketTypes = ["A", "B", "A"].map((name) => ({ name, price: "1", supply: 1 }));
    expect(pathsOf({ ticketTypes })).toEqual(["ticketTypes.2.name"]);
  });
});
