import { classifyError } from "./classify-error";
import { requiredBlock } from "./required-block";
import { numberOf, type RpcCall } from "./rpc-call";
import type { RpcNode } from "./rpc-node";
import type { RpcPool } from "./rpc-pool";

/**
 * What came of asking one node:
 * - `result`: the answer;
 * - `doubtful`: an answer that another node may know better (null, or an old head); `again` when asking later may help;
 * - `final`: an error that each node would give;
 * - `elsewhere`: an error that another node may not give;
 * - `again`: no answer; another node or a later time may give one.
 */
export type Answer =
  | { kind: "result"; result: unknown }
  | { kind: "doubtful"; result: unknown; again: boolean }
  | { kind: "final"; error: unknown }
  | { kind: "elsewhere"; error: unknown }
  | { kind: "again"; error: unknown };

export type Asking = { pool: RpcPool; call: RpcCall; signal?: AbortSignal | undefined };

/** @throws when the signal aborts. Everything else is in the answer. */
export async function askNode(node: RpcNode, { pool, call, signal }: Asking): Promise<Answer> {
  try {
    const result = await node.request(call, signal);
    return doubt({ node, pool, call, result }) ?? { kind: "result", result };
  } catch (error) {
    if (signal?.aborted) throw error;
    const verdict = classifyError(error);
    if (verdict === "final" || verdict === "elsewhere") return { kind: verdict, error };
    return { kind: "again", error };
  }
}

type Doubted = { node: RpcNode; pool: RpcPool; call: RpcCall; result: unknown };

function doubt({ node, pool, call, result }: Doubted): Answer | null {
  switch (call.method) {
    case "eth_getTransactionReceipt":
    case "eth_getTransactionByHash":
    case "eth_getBlockByHash":
      return result === null ? { kind: "doubtful", result, again: false } : null;
    case "eth_getBlockByNumber":
      // A node may be several behind one address, and the one that answers now behind the one that named the head.
      return result === null ? { kind: "doubtful", result, again: claimsBlockOf(call, node) } : null;
    case "eth_blockNumber": {
      const head = numberOf(result) ?? 0n;
      return pool.isBehindOthers(node, head) ? { kind: "doubtful", result, again: false } : null;
    }
  }
  return null;
}

function claimsBlockOf(call: RpcCall, { health }: RpcNode): boolean {
  const block = requiredBlock(call);
  return block !== null && health.claims(block);
}
