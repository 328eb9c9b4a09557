import type { FeePolicy, Lane } from "../context";

export type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };

/** What the chain asks at the moment, never above the cap: with a base fee above it, transactions wait for it to fall. */
export async function currentFees({ chain, fees }: Lane): Promise<Fees> {
  return capped(await chain.client.estimateFeesPerGas(), fees);
}

/**
 * Fees for the same nonce again: what the chain asks now, and at least an eighth more than before, without which nodes
 * refuse a replacement.
 * @returns null when that's more than the cap.
 */
export function raisedFees(previous: Fees, current: Fees, policy: FeePolicy): Fees | null {
  const raised = {
    maxFeePerGas: larger(current.maxFeePerGas, anEighthMore(previous.maxFeePerGas)),
    maxPriorityFeePerGas: larger(current.maxPriorityFeePerGas, anEighthMore(previous.maxPriorityFeePerGas)),
  };
  return raised.maxFeePerGas > policy.maxFeePerGasCap ? null : raised;
}

function capped({ maxFeePerGas, maxPriorityFeePerGas }: Fees, { maxFeePerGasCap }: FeePolicy): Fees {
  const capped = smaller(maxFeePerGas, maxFeePerGasCap);
  return { maxFeePerGas: capped, maxPriorityFeePerGas: smaller(maxPriorityFeePerGas, capped) };
}

const anEighthMore = (value: bigint) => value + value / 8n + 1n;
const larger = (a: bigint, b: bigint) => (a > b ? a : b);
const smaller = (a: bigint, b: bigint) => (a < b ? a : b);
