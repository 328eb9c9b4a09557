import { describe, expect, it } from "vitest";
import { formatPrice, priceRange } from "./public-price";

describe("formatPrice", () => {
  it.each([
    ["25.00", "EUR", "€25.00"],
    ["1234.50", "GBP", "£1,234.50"],
    ["0.05", "ETH", "0.05 ETH"],
    ["0", "ETH", "Free"],
    ["0.00", "EUR", "Free"],
    ["0.01", "EUR", "€0.01"],
    ["123456789012345678.99", "EUR", "€123,456,789,012,345,678.99"],
  ])("writes %s %s as %s", (price, currency, expected) => {
    expect(formatPrice(price, currency)).toBe(expected);
  });
});

describe("priceRange", () => {
  it.each([
    [["25.00"], "EUR", "€25.00"],
    [["25.00", "25.00"], "EUR", "€25.00"],
    [["100.00", "25.00", "9.50"], "EUR", "from €9.50"],
    [["1", "0.05", "0.5"], "ETH", "from 0.05 ETH"],
    [["10.00", "0.00"], "EUR", "from free"],
    [[], "EUR", ""],
  ])("writes %j %s as %s", (prices, currency, expected) => {
    expect(priceRange(prices, currency)).toBe(expected);
  });
});
