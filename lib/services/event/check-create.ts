import type { FieldError } from "@/lib/errors";
import { decimalsOf, formatAmount, isIsoCurrency, PRICE_UNITS_MAX, parseAmount } from "@/lib/services/money";
import type { CreateEventInput } from "./schema";

/** What a schema alone can't see in a new event: whether its currency is one here, and its prices fit that. */
export function checkCreate(input: CreateEventInput, nativeSymbol: string): FieldError[] {
  return [...checkMoney(input, nativeSymbol), ...checkNames(input.ticketTypes.map((type) => type.name))];
}

function checkMoney({ currency, ticketTypes }: CreateEventInput, nativeSymbol: string): FieldError[] {
  const problems = checkCurrency(currency, nativeSymbol);
  if (problems.length > 0) return problems;
  return ticketTypes.flatMap(({ price }, i) => {
    const message = checkPrice(price, currency);
    return message ? [{ path: `ticketTypes.${i}.price`, message }] : [];
  });
}

/** Whether a currency is one here: the chain's own, or one of the world's banks. */
export function checkCurrency(currency: string, nativeSymbol: string): FieldError[] {
  if (currency === nativeSymbol || isIsoCurrency(currency)) return [];
  const message = `must be ${nativeSymbol}, the coin of this chain, or an ISO 4217 code such as EUR`;
  return [{ path: "currency", message }];
}

/** What is wrong with a price in this currency, as the rest of a sentence; null: nothing. */
export function checkPrice(price: string, currency: string): string | null {
  const units = parseAmount(price, currency);
  if (units === null) return `must have at most ${decimalsOf(currency)} decimals, as ${currency} has`;
  if (units > PRICE_UNITS_MAX)
    return `must be at most ${formatAmount(PRICE_UNITS_MAX, currency)} ${currency}`;
  return null;
}

function checkNames(names: readonly string[]): FieldError[] {
  return names.flatMap((name, i) =>
    names.indexOf(name) < i
      ? [{ path: `ticketTypes.${i}.name`, message: "must differ from the names of the types before it" }]
      : [],
  );
}
