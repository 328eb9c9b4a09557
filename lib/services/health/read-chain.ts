import type { Address } from "viem";
import type { Chain } from "@/lib/chain/chain";

/** What a node said of itself. Its host alone names it: its URL may hold a key. */
export type NodeReport = {
  host: string;
  status: string;
  head: number | null;
  /** Since the start; absent where nobody counts. */
  requests?: number;
  failures: number;
};

export type ChainReading = { head: number; balances: ReadonlyMap<Address, bigint> };

/** The chain as its nodes see it now. @throws RPC errors. */
export async function readChain({ client, signers }: Chain): Promise<ChainReading> {
  const [head, ...balances] = await Promise.all([
    client.getBlockNumber(),
    ...signers.map(async ({ address }) => [address, await client.getBalance({ address })] as const),
  ]);
  return { head: Number(head), balances: new Map(balances) };
}

/** How each node is doing; empty where the chain has only one and keeps no account of it. */
export function readNodes(chain: Chain & { describeNodes?: () => NodeReport[] }): NodeReport[] {
  return chain.describeNodes?.() ?? [];
}
