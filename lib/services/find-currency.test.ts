import { describe, expect, test } from "vitest";
import { findCurrency, requireCurrency } from "./find-currency";

const USDC = {
  symbol: "USDC",
  decimals: 6,
  address: "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913" as const,
};
const chain = { nativeSymbol: "ETH", tokens: [USDC] };

describe("findCurrency", () => {
  test.each([
    ["ETH", 18, "0x0000000000000000000000000000000000000000"],
    ["USDC", 6, USDC.address],
    ["EUR", 2, null],
    ["JPY", 0, null],
    ["KWD", 3, null],
  ])("knows %s: %i decimals, on the chain %s", (currency, currencyDecimals, currencyAddress) => {
    expect(findCurrency(currency, chain)).toEqual({ currency, currencyDecimals, currencyAddress });
  });

  test("knows no others, and no other case", () => {
    for (const symbol of ["DOGE", "usdc", "eth", ""]) expect(findCurrency(symbol, chain)).toBeNull();
  });
});

test("who names an unknown one is told which there are", () => {
  expect(() => requireCurrency("DOGE", chain)).toThrow(
    expect.objectContaining({
      errors: [
        {
          path: "currency",
          message: "must be ETH, the coin of this chain, USDC, or an ISO 4217 code such as EUR",
        },
      ],
    }),
  );
});
