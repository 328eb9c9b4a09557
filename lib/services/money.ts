/*
 * Money is a bigint in the currency's smallest unit inside, a decimal string outside. Pure: forms use it too.
 */

/** What an amount is in. Events keep both, so that prices read the same whatever is configured later. */
export type Money = {
  currency: string;
  /** Of its smallest unit: 2 for EUR, 18 for ETH. */
  currencyDecimals: number;
};

/** The highest face price in smallest units: the contracts keep a price in 80 bits. */
export const PRICE_UNITS_MAX = 2n ** 80n - 1n;

const ISO_4217 = new Set(Intl.supportedValuesOf("currency"));

/** Whether `code` is a currency of the world's banks: tickets priced in it are sold elsewhere. */
export function isIsoCurrency(code: string): boolean {
  return ISO_4217.has(code);
}

/** How many decimals an ISO 4217 code usually has. */
export function isoDecimals(code: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: code });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Reads a decimal string as smallest units.
 * @returns null when it is no plain decimal number, or is finer than the currency's smallest unit.
 */
export function parseAmount(text: string, { currencyDecimals }: Money): bigint | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, whole = "0", fraction = ""] = match;
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > currencyDecimals) return null;
  return BigInt(whole + significant.padEnd(currencyDecimals, "0"));
}

/** Writes smallest units as a decimal string: "25.00" for 2,500 euro cents, "0.05" for 5 × 10^16 wei. */
export function formatAmount(units: bigint, { currency, currencyDecimals }: Money): string {
  const digits = units.toString().padStart(currencyDecimals + 1, "0");
  const whole = digits.slice(0, digits.length - currencyDecimals);
  const fraction = digits.slice(digits.length - currencyDecimals);
  const shown = isIsoCurrency(currency) ? fraction : fraction.replace(/0+$/, "");
  return shown ? `${whole}.${shown}` : whole;
}

/** What is wrong with an amount that {@link parseAmount} doesn't take, as the rest of a sentence. */
export function tooFine({ currency, currencyDecimals }: Money): string {
  return `must have at most ${currencyDecimals} decimals, as ${currency} has`;
}
