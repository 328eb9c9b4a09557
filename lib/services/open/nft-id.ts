import type { Address } from "viem";
import { parseAddress } from "@/lib/services/parse-address";

type Nft = { chainId: number; contract: Address; tokenId: bigint };

/** The name of a token across chains: `31337-0x…-1000000001`. */
export function nftIdOf({ chainId, contract, tokenId }: Nft): string {
  return `${chainId}-${contract}-${tokenId}`;
}

/** The token of a name that {@link nftIdOf} has given, or null. */
export function parseNftId(name: string): Nft | null {
  const match = /^(\d{1,10})-(0x[0-9a-fA-F]{40})-(\d{1,78})$/.exec(name);
  const [, chainId = "", contract = "", tokenId = ""] = match ?? [];
  const address = parseAddress(contract);
  return match && address.ok
    ? { chainId: Number(chainId), contract: address.address, tokenId: BigInt(tokenId) }
    : null;
}
