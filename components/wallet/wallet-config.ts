import { defineChain } from "viem";
import { createConfig, http } from "wagmi";
import type { PublicConfig } from "@/lib/auth/public-config";
import { walletConnectors } from "./wallet-list";

/** How much of a page's reading is put into one call to the JSON-RPC proxy. */
const BATCH = { batchSize: 50, wait: 10 };
const POLLING_MS = { local: 1_000, remote: 4_000 };

/** wagmi, on the one chain the server works on and through the server's JSON-RPC proxy. */
export function createWalletConfig(config: PublicConfig) {
  const chain = defineChain({
    id: config.chainId,
    name: config.chainName,
    nativeCurrency: { name: config.nativeSymbol, symbol: config.nativeSymbol, decimals: 18 },
    rpcUrls: { default: { http: [`${config.appUrl}/api/rpc`] } },
    ...(config.explorerUrl && { blockExplorers: { default: { name: "Explorer", url: config.explorerUrl } } }),
    testnet: config.burner,
  });
  return createConfig({
    chains: [chain],
    connectors: walletConnectors(config, chain),
    transports: { [chain.id]: http("/api/rpc", { batch: BATCH }) },
    pollingInterval: config.burner ? POLLING_MS.local : POLLING_MS.remote,
    ssr: true,
  });
}
