import { createPublicClient, createWalletClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { encodeMint } from "@/lib/chain/encode-calls";
import { newId } from "@/lib/ids";
import { deployEvent } from "./fill-chain";
import { newWallet } from "./new-wallet";
import { openBenchChain } from "./open-bench-chain";

const WARM_UP = 20;
/** viem asks every four seconds on a chain whose block time it doesn't know, and the loop would wait most of its time. */
const POLL_MS = 5;

/** Tickets per second: of all, and of the first tenth, for anvil gets slower with each block. */
export type NaiveRates = { all: number; firstTenth: number };

/**
 * What one would write first: a transaction for each ticket, sent and waited for before the next, by viem. It keeps
 * no database and survives nothing.
 */
export async function measureNaiveMint(rpcUrl: string, tickets: number): Promise<NaiveRates> {
  const { chain, key } = await openBenchChain(rpcUrl);
  const { contract } = await deployEvent(chain);
  const network = { chain: chain.client.chain, transport: http(rpcUrl) };
  const wallet = createWalletClient({ ...network, account: privateKeyToAccount(key) });
  const client = createPublicClient(network);

  async function mint(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const order = { to: newWallet(), ticketType: 1, quantity: 1, actionId: newId("act") };
      const hash = await wallet.sendTransaction({ chain: null, to: contract, data: encodeMint([order]) });
      const { status } = await client.waitForTransactionReceipt({ hash, pollingInterval: POLL_MS });
      if (status !== "success") throw new Error(`A mint of the naive loop reverted: ${hash}`);
    }
  }

  await mint(WARM_UP);
  const startedMs = performance.now();
  const rate = (count: number) => (count / (performance.now() - startedMs)) * 1000;
  await mint(tickets / 10);
  const firstTenth = rate(tickets / 10);
  await mint((tickets * 9) / 10);
  return { all: rate(tickets), firstTenth };
}
