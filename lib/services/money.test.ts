import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { formatAmount, isIsoCurrency, isoDecimals, parseAmount } from "./money";

const money = (currency: string) => ({ currency, currencyDecimals: DECIMALS[currency] ?? 0 });
const DECIMALS: Record<string, number> = { EUR: 2, JPY: 0, KWD: 3, USDC: 6, ETH: 18 };

test("no coin is taken for money of a bank, whose decimals are known", () => {
  expect(["ETH", "USDC", "EUR"].map(isIsoCurrency)).toEqual([false, false, true]);
  expect(["EUR", "JPY", "KWD"].map(isoDecimals)).toEqual([2, 0, 3]);
});

describe("parseAmount", () => {
  it.each([
    ["25", "EUR", 2_500n],
    ["25.5", "EUR", 2_550n],
    ["25.50", "EUR", 2_550n],
    ["25.500", "EUR", 2_550n],
    ["0", "EUR", 0n],
    ["1200", "JPY", 1_200n],
    ["25.5", "USDC", 25_500_000n],
    ["0.05", "ETH", 50_000_000_000_000_000n],
    ["0.000000000000000001", "ETH", 1n],
  ])("reads %s %s as %s smallest units", (text, currency, units) => {
    expect(parseAmount(text, money(currency))).toBe(units);
  });

  it.each([
    ["25.001", "EUR"],
    ["1.5", "JPY"],
    ["0.0000001", "USDC"],
    ["0.0000000000000000001", "ETH"],
    ["-1", "EUR"],
    ["1e3", "EUR"],
    ["", "EUR"],
    [".5", "EUR"],
    ["1,50", "EUR"],
    [" 1", "EUR"],
  ])("refuses %j %s", (text, currency) => expect(parseAmount(text, money(currency))).toBeNull());
});

describe("formatAmount", () => {
  it.each([
    [2_500n, "EUR", "25.00"],
    [5n, "EUR", "0.05"],
    [0n, "EUR", "0.00"],
    [1_200n, "JPY", "1200"],
    [25_500_000n, "USDC", "25.5"],
    [50_000_000_000_000_000n, "ETH", "0.05"],
    [10n ** 18n, "ETH", "1"],
    [0n, "ETH", "0"],
  ])("writes %s smallest units of %s as %s", (units, currency, text) => {
    expect(formatAmount(units, money(currency))).toBe(text);
  });

  it("is undone by parseAmount, whatever the amount", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 127n }),
        fc.constantFrom(...Object.keys(DECIMALS)),
        (units, currency) => parseAmount(formatAmount(units, money(currency)), money(currency)) === units,
      ),
    );
  });
});
