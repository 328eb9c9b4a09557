import { type Address, zeroAddress } from "viem";
import type { Chain, Token } from "@/lib/chain/chain";
import { invalidFields } from "./invalid-fields";
import { isIsoCurrency, isoDecimals, type Money } from "./money";

/** What an event keeps of its currency. */
export type Currency = Money & {
  /** How contracts name it: zero for the chain's own coin. Null for money that isn't on the chain, such as euros. */
  currencyAddress: Address | null;
};

type Currencies = Pick<Chain, "nativeSymbol" | "tokens">;

const NATIVE_DECIMALS = 18;

/** What events can be sold for on the chain: its own coin, and the tokens configured. */
export function onChainCurrencies({ nativeSymbol, tokens }: Currencies): Token[] {
  return [{ symbol: nativeSymbol, decimals: NATIVE_DECIMALS, address: zeroAddress }, ...tokens];
}

/** The currency of this name: the chain's coin, a configured ERC-20 or an ISO 4217 code; null where there is none. */
export function findCurrency(symbol: string, chain: Currencies): Currency | null {
  const token = onChainCurrencies(chain).find((one) => one.symbol === symbol);
  if (token) return { currency: symbol, currencyDecimals: token.decimals, currencyAddress: token.address };
  if (isIsoCurrency(symbol))
    return { currency: symbol, currencyDecimals: isoDecimals(symbol), currencyAddress: null };
  return null;
}

/** Whether an event is priced in just this: its contract, if it has one, too. */
export function isCurrencyOf(event: Currency, currency: Currency | null): boolean {
  return (
    event.currency === currency?.currency &&
    event.currencyDecimals === currency.currencyDecimals &&
    event.currencyAddress === currency.currencyAddress
  );
}

/** @throws {AppError} `validation_failed` on `currency`. */
export function requireCurrency(symbol: string, chain: Currencies): Currency {
  const currency = findCurrency(symbol, chain);
  if (currency) return currency;
  throw invalidFields([{ path: "currency", message: unknownCurrency(chain) }]);
}

/** What is wrong with a currency that isn't one here, as the rest of a sentence. */
export function unknownCurrency({ nativeSymbol, tokens }: Currencies): string {
  const onChain = [`${nativeSymbol}, the coin of this chain`, ...tokens.map(({ symbol }) => symbol)];
  return `must be ${onChain.join(", ")}, or an ISO 4217 code such as EUR`;
}
