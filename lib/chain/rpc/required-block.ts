import { numberOf, paramsOf, type RpcCall } from "./rpc-call";

/** Where each method that reads at a block names it. */
const BLOCK_AT: Readonly<Record<string, number>> = {
  eth_getBlockByNumber: 0,
  eth_getBlockReceipts: 0,
  eth_getBalance: 1,
  eth_getCode: 1,
  eth_getTransactionCount: 1,
  eth_call: 1,
  eth_estimateGas: 1,
  eth_feeHistory: 1,
  eth_getStorageAt: 2,
  eth_getProof: 2,
};

/**
 * The block that a node must have to answer this: one without it answers `eth_getLogs` with fewer logs, and a block with
 * null, as if there were none. Null where no number is named.
 */
export function requiredBlock(call: RpcCall): bigint | null {
  const params = paramsOf(call);
  if (call.method === "eth_getLogs") return lastOfRange(params[0]);
  const place = BLOCK_AT[call.method];
  return place === undefined ? null : numberOf(params[place]);
}

function lastOfRange(filter: unknown): bigint | null {
  if (typeof filter !== "object" || filter === null) return null;
  const to = "toBlock" in filter ? numberOf(filter.toBlock) : null;
  return to ?? ("fromBlock" in filter ? numberOf(filter.fromBlock) : null);
}
