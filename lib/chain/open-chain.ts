import { createPublicClient, defineChain, type PublicClient } from "viem";
import type { Chain, Token } from "./chain";
import { eventAddress } from "./event-address";
import { FACTORY_ADDRESS } from "./factory-address";
import type { NodeReport } from "./rpc/node-health";
import { rpcTransport } from "./rpc/rpc-transport";
import type { Signer } from "./signer";

type ChainOptions = {
  /** At least one, the first preferred. */
  rpcUrls: readonly [string, ...string[]];
  chainId: number;
  nativeSymbol: string;
  tokens: readonly Token[];
  explorerUrl: string | null;
  signers: readonly [Signer, ...Signer[]];
  /** Told when a node begins or ceases to be used. */
  onNodeChange?: (report: NodeReport) => void;
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

/** The chain behind these nodes. Opens no connection; each node is asked for its chain id before its first use. */
export function openChain(options: ChainOptions): Chain {
  const { rpcUrls, chainId, nativeSymbol, tokens, explorerUrl, signers, onNodeChange } = options;
  const [rpcUrl] = rpcUrls;
  const name = CHAIN_NAMES[chainId] ?? `Chain ${chainId}`;
  const definition = defineChain({
    id: chainId,
    name,
    nativeCurrency: { name: nativeSymbol, symbol: nativeSymbol, decimals: 18 },
    rpcUrls: { default: { http: [...rpcUrls] } },
  });
  const nodes = rpcTransport({ urls: rpcUrls, chainId, ...(onNodeChange && { onChange: onNodeChange }) });
  const client: PublicClient = createPublicClient({
    chain: definition,
    transport: nodes.transport,
    // Block numbers are compared with the index's cursor: a remembered one would hide new blocks.
    cacheTime: 0,
  });
  return {
    chainId,
    name,
    rpcUrl,
    nativeSymbol,
    tokens,
    explorerUrl,
    client,
    signers,
    // Knows by itself how the nodes are doing: nothing that strangers ask can send those of `client` to rest.
    openRpc: { urls: rpcUrls, request: rpcTransport({ urls: rpcUrls, chainId }).request },
    describeNodes: nodes.describe,
    factory: FACTORY_ADDRESS,
    eventAddress,
  };
}
