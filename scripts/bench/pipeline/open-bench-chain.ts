import type { Hex } from "viem";
import { ensureFactory } from "@/lib/chain/ensure-factory";
import { openChain } from "@/lib/chain/open-chain";
import { localSigner } from "@/lib/chain/signer";
import { LOCAL_CHAIN_ID } from "@/lib/env";

/** Anvil's ninth account: nobody else in the benchmark has its nonces. */
const KEY: Hex = "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97";

/** A local chain with the contracts deployed, whose signer is an account of the benchmark's own. */
export async function openBenchChain(rpcUrl: string) {
  const chain = openChain({
    rpcUrls: [rpcUrl],
    chainId: LOCAL_CHAIN_ID,
    nativeSymbol: "ETH",
    tokens: [],
    explorerUrl: null,
    signers: [localSigner(KEY)],
  });
  await ensureFactory(chain.client, chain.signers[0]);
  return { chain, key: KEY };
}
