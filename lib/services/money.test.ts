import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalsOf, formatAmount, isIsoCurrency, parseAmount } from "./money";

describe("decimalsOf", () => {
  it.each([
    ["EUR", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["ETH", 18],
  ])("knows that %s has %i", (currency, decimals) => expect(decimalsOf(currency)).toBe(decimals));

  it("takes no native coin for money of a bank", () => {
    expect(isIsoCurrency("ETH")).toBe(false);
    expect(isIsoCurrency("EUR")).toBe(true);
  });
});

describe("parseAmount", () => {
  it.each([
    ["25", "EUR", 2_500n],
    ["25.5", "EUR", 2_550n],
    ["25.50", "EUR", 2_550n],
    ["25.500", "EUR", 2_550n],
    ["0", "EUR", 0n],
    ["1200", "JPY", 1_200n],
    ["0.05", "ETH", 50_000_000_000_000_000n],
    ["0.000000000000000001", "ETH", 1n],
  ])("reads %s %s as %s smallest units", (text, currency, units) => {
    expect(parseAmount(text, currency)).toBe(units);
  });

  it.each([
    ["25.001", "EUR"],
    ["1.5", "JPY"],
    ["0.0000000000000000001", "ETH"],
    ["-1", "EUR"],
    ["1e3", "EUR"],
    ["", "EUR"],
    [".5", "EUR"],
    ["1,50", "EUR"],
    [" 1", "EUR"],
  ])("refuses %j %s", (text, currency) => expect(parseAmount(text, currency)).toBeNull());
});

describe("formatAmount", () => {
  it.each([
    [2_500n, "EUR", "25.00"],
    [5n, "EUR", "0.05"],
    [0n, "EUR", "0.00"],
    [1_200n, "JPY", "1200"],
    [50_000_000_000_000_000n, "ETH", "0.05"],
    [10n ** 18n, "ETH", "1"],
    [0n, "ETH", "0"],
  ])("writes %s smallest units of %s as %s", (units, currency, text) => {
    expect(formatAmount(units, currency)).toBe(text);
  });

  it("is undone by parseAmount, whatever the amount", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 127n }),
        fc.constantFrom("EUR", "JPY", "KWD", "ETH"),
        (units, currency) => parseAmount(formatAmount(units, currency), currency) === units,
      ),
    );
  });
});
