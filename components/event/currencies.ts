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

const NATIVE_DECIMALS = 18;

/** How many decimals amounts in a currency have; a chain's coin, which ISO doesn't know, has 18. */
export function currencyDecimals(currency: string): number {
  if (!COMMON_CURRENCIES.some((code) => code === currency)) return NATIVE_DECIMALS;
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** `EUR` → "Euro". */
export function currencyName(currency: string): string {
  return new Intl.DisplayNames("en", { type: "currency" }).of(currency) ?? currency;
}
