import { type Chain, createWalletClient, type EIP1193RequestFn, http, numberToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { createConnector } from "wagmi";
import { burnerKey, isBurnerConnected, markBurnerConnected } from "./burner-key";

export const BURNER_ID = "burner";

/**
 * A wallet in the browser itself, so that anyone can try the local chain with no extension. It signs messages, typed
 * data and transactions here (viem's local account) and sends them raw through our JSON-RPC proxy.
 * The caller makes sure that the chain is the local one; the server funds it on no other.
 */
export function burnerConnector(chain: Chain) {
  const account = () => privateKeyToAccount(burnerKey());
  const client = () => createWalletClient({ account: account(), chain, transport: http("/api/rpc") });

  return createConnector((config) => ({
    id: BURNER_ID,
    name: "Burner wallet",
    type: BURNER_ID,
    async connect({ isReconnecting } = {}) {
      const { address } = account();
      const funded = fund(address);
      if (!isReconnecting) await funded;
      markBurnerConnected(true);
      // wagmi's type depends on a flag of EIP-5792, which no caller here sets.
      return { accounts: [address] as never, chainId: chain.id };
    },
    async disconnect() {
      markBurnerConnected(false);
    },
    getAccounts: async () => [account().address],
    getChainId: async () => chain.id,
    getClient: async () => client(),
    getProvider: async () => ({ request: providerRequest(account().address, chain) }),
    isAuthorized: async () => isBurnerConnected(),
    switchChain: async () => chain,
    onAccountsChanged() {},
    onChainChanged() {},
    onDisconnect() {
      config.emitter.emit("disconnect");
    },
  }));
}

/** For libraries that ask for an EIP-1193 provider: answers about the account here, everything else by the chain. */
function providerRequest(address: string, chain: Chain): EIP1193RequestFn {
  const { request } = http("/api/rpc")({ chain });
  return async (call) => {
    if (call.method === "eth_accounts" || call.method === "eth_requestAccounts") return [address] as never;
    if (call.method === "eth_chainId") return numberToHex(chain.id) as never;
    return request(call as never) as never;
  };
}

/** A wallet without money can still sign in, so a failure here is no reason to stop. */
async function fund(address: string): Promise<void> {
  await fetch("/api/burner", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ address }),
  }).catch(() => {});
}
