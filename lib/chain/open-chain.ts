import { createPublicClient, defineChain, http, type PublicClient } from "viem";
import type { Chain } from "./chain";
import { eventAddress } from "./event-address";
import { FACTORY_ADDRESS } from "./factory-address";
import type { Signer } from "./signer";

type ChainOptions = {
  rpcUrl: string;
  chainId: number;
  nativeSymbol: string;
  explorerUrl: string | null;
  signers: readonly [Signer, ...Signer[]];
};

/** Names of chains that people see; others are shown by number. */
const CHAIN_NAMES: Readonly<Record<number, string>> = {
  1: "Ethereum",
  10: "OP Mainnet",
  137: "Polygon",
  8453: "Base",
  42161: "Arbitrum One",
  84532: "Base Sepolia",
  11155111: "Sepolia",
  31337: "Local chain",
};

/** The chain behind `rpcUrl`. Opens no connection and does not ask whether it is the right one. */
export function openChain(options: ChainOptions): Chain {
  const { rpcUrl, chainId, nativeSymbol, explorerUrl, signers } = options;
  const name = CHAIN_NAMES[chainId] ?? `Chain ${chainId}`;
  const definition = defineChain({
    id: chainId,
    name,
    nativeCurrency: { name: nativeSymbol, symbol: nativeSymbol, decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const client: PublicClient = createPublicClient({
    chain: definition,
    transport: http(rpcUrl, { batch: true, retryCount: 3, timeout: 15_000 }),
    // Block numbers are compared with the index's cursor: a remembered one would hide new blocks.
    cacheTime: 0,
  });
  return {
    chainId,
    name,
    rpcUrl,
    nativeSymbol,
    explorerUrl,
    client,
    signers,
    factory: FACTORY_ADDRESS,
    eventAddress,
  };
}
