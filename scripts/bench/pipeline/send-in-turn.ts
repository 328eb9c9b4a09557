import type { Address, Hex } from "viem";
import type { Chain } from "@/lib/chain/chain";

/** Below EIP-7825's limit. */
const GAS = 16_700_000n;

/** Sends calls by the chain's first signer, each after the one before was mined. @throws when one reverts. */
export async function sendInTurn(chain: Chain, calls: readonly { to: Address; data: Hex }[]): Promise<void> {
  const { client, chainId, signers } = chain;
  const [signer] = signers;
  let nonce = await client.getTransactionCount({ address: signer.address });
  for (const call of calls) {
    const fees = await client.estimateFeesPerGas();
    const transaction = { type: "eip1559", chainId, nonce, gas: GAS, ...fees, ...call } as const;
    const hash = await client.sendRawTransaction({ serializedTransaction: await signer.sign(transaction) });
    const { status } = await client.waitForTransactionReceipt({ hash, pollingInterval: 5 });
    if (status !== "success") throw new Error(`A transaction of the benchmark's set-up reverted: ${hash}`);
    nonce += 1;
  }
}
