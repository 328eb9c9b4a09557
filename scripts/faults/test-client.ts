import { createTestClient, http, publicActions } from "viem";

/** Asks the chain itself, past the proxy, and does to it what only a test may do. */
export function testClient(rpcUrl: string) {
  const transport = http(rpcUrl);
  return createTestClient({ mode: "anvil", transport, cacheTime: 0 }).extend(publicActions);
}

export type ChainClient = ReturnType<typeof testClient>;
