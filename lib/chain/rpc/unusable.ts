import type { Answer } from "./ask-node";
import { RpcNodeError } from "./rpc-node-error";
import type { RpcPool } from "./rpc-pool";

const SAID = {
  unchecked: "is not checked yet",
  up: "was just lost",
  resting: "rests after a failure",
  wrong_chain: "serves another chain",
};

/** The answer when there is no node to ask. */
export function unusable(pool: RpcPool): Answer {
  const nodes = pool.reports().map(({ host, status }) => `${host} ${SAID[status]}`);
  const cause = pool.lastError();
  const error = new RpcNodeError(`No RPC node can be used: ${nodes.join(", ")}.`, cause ? { cause } : {});
  return { kind: "again", error };
}
