import type { Lane } from "../context";

/** What the chain knows of a signer. `nonce` counts what is mined, `head` is the block that was newest then. */
export type ChainPlace = { nonce: number; head: number };

export async function readPlace({ chain, signer }: Lane): Promise<ChainPlace> {
  const [head, nonce] = await Promise.all([
    chain.client.getBlockNumber(),
    chain.client.getTransactionCount({ address: signer.address, blockTag: "latest" }),
  ]);
  return { head: Number(head), nonce };
}
