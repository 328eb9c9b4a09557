/** The currencies most events are sold in; the API takes every other ISO 4217 code too. */
export const COMMON_CURRENCIES = [
  "EUR",
  "USD",
  "GBP",
  "CHF",
  "AUD",
  "BRL",
  "CAD",
  "CZK",
  "DKK",
  "HUF",
  "INR",
  "JPY",
  "MXN",
  "NOK",
  "NZD",
  "PLN",
  "SEK",
  "SGD",
  "ZAR",
] as const;

const MOST_DECIMALS = 18;

/** What tickets are sold for on the chain: its own coin first, then the tokens configured. */
export type OnChainCurrency = { symbol: string; decimals: number };

/** How many decimals amounts in a currency have. */
export function currencyDecimals(currency: string, onChain: readonly OnChainCurrency[]): number {
  const found = onChain.find(({ symbol }) => symbol === currency);
  if (found) return found.decimals;
  // One that was configured when the draft was begun: the server has the last word.
  if (!COMMON_CURRENCIES.some((code) => code === currency)) return MOST_DECIMALS;
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** `EUR` → "Euro". */
export function currencyName(currency: string): string {
  return new Intl.DisplayNames("en", { type: "currency" }).of(currency) ?? currency;
}
