/*
 * Money is a bigint in the currency's smallest unit inside, a decimal string outside. Pure: forms use it too.
 */

/** Decimals of a chain's native coin. */
const NATIVE_DECIMALS = 18;

/** The highest face price in smallest units: the contracts keep a price in 80 bits. */
export const PRICE_UNITS_MAX = 2n ** 80n - 1n;

const ISO_4217 = new Set(Intl.supportedValuesOf("currency"));

/** Whether `code` is a currency of the world's banks: tickets priced in it are sold elsewhere. */
export function isIsoCurrency(code: string): boolean {
  return ISO_4217.has(code);
}

/** How many decimals a currency has: what is usual for an ISO 4217 code, 18 for a native coin. */
export function decimalsOf(currency: string): number {
  if (!isIsoCurrency(currency)) return NATIVE_DECIMALS;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Reads a decimal string as smallest units.
 * @returns null when it is no plain decimal number, or is finer than the currency's smallest unit.
 */
export function parseAmount(text: string, currency: string): bigint | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, whole = "0", fraction = ""] = match;
  const decimals = decimalsOf(currency);
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > decimals) return null;
  return BigInt(whole + significant.padEnd(decimals, "0"));
}

/** Writes smallest units as a decimal string: "25.00" for 2,500 euro cents, "0.05" for 5 × 10^16 wei. */
export function formatAmount(units: bigint, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = units.toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  const shown = isIsoCurrency(currency) ? fraction : fraction.replace(/0+$/, "");
  return shown ? `${whole}.${shown}` : whole;
}
