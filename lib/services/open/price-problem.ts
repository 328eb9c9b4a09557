import { decimalsOf, parseAmount } from "@/lib/services/money";

/** What is wrong with a price in this currency, or null. */
export function priceProblem(price: string, currency: string): string | null {
  if (parseAmount(price, currency) !== null) return null;
  return `price must have at most ${decimalsOf(currency)} decimals, as ${currency} has`;
}
