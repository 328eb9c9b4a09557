import type { Address } from "viem";
import type { Chain } from "@/lib/chain/chain";

export type ChainReading = { head: number; balances: ReadonlyMap<Address, bigint> };

/** The chain as its nodes see it now. @throws RPC errors. */
export async function readChain({ client, signers }: Chain): Promise<ChainReading> {
  const [head, ...balances] = await Promise.all([
    client.getBlockNumber(),
    ...signers.map(async ({ address }) => [address, await client.getBalance({ address })] as const),
  ]);
  return { head: Number(head), balances: new Map(balances) };
}
