import { type Address, type Hash, isAddressEqual } from "viem";
import type { Chain } from "@/lib/chain/chain";
import { HEADERS_KEPT } from "./cursor";

type NoncePlace = { signer: Address; nonce: number; storedAtBlock: number; final: number };

/**
 * The transaction that used a nonce, in final blocks; null when none of them shows it. It may be mined below the head at which
 * ours was stored, after a reorg.
 */
export async function findNonceUser(chain: Chain, place: NoncePlace): Promise<Hash | null> {
  const { signer, nonce, storedAtBlock, final } = place;
  for (let number = final; number >= Math.max(0, storedAtBlock - HEADERS_KEPT); number--) {
    const { transactions } = await chain.client.getBlock({
      blockNumber: BigInt(number),
      includeTransactions: true,
    });
    const user = transactions.find((it) => it.nonce === nonce && isAddressEqual(it.from, signer));
    if (user) return user.hash;
  }
  return null;
}
