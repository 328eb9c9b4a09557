import type { Chain } from "@/lib/chain/chain";
import { LOCAL_CHAIN_ID } from "@/lib/env";

/** What the browser may know of the configuration. Handed down by the root layout; it holds no secret. */
export type PublicConfig = {
  chainId: number;
  chainName: string;
  nativeSymbol: string;
  explorerUrl: string | null;
  walletConnectProjectId: string | null;
  /** Whether a wallet kept in the browser is offered: on the local chain alone. */
  burner: boolean;
  appUrl: string;
};

export function publicConfigOf(runtime: {
  env: { appUrl: string; walletConnectProjectId: string | null };
  chain: Chain;
}): PublicConfig {
  const { env, chain } = runtime;
  return {
    chainId: chain.chainId,
    chainName: chain.name,
    nativeSymbol: chain.nativeSymbol,
    explorerUrl: chain.explorerUrl,
    walletConnectProjectId: env.walletConnectProjectId,
    burner: chain.chainId === LOCAL_CHAIN_ID,
    appUrl: env.appUrl,
  };
}
