import { type Address, zeroAddress } from "viem";

type Priced = { currency: string };

/**
 * The address by which contracts know the event's money: zero for the chain's own coin. Null for money that isn't on the chain,
 * such as euros: those tickets are sold elsewhere. Tokens will be looked up here.
 */
export function payableCurrency({ currency }: Priced, chain: { nativeSymbol: string }): Address | null {
  return currency === chain.nativeSymbol ? zeroAddress : null;
}
