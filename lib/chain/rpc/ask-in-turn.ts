import { type Answer, type Asking, askNode } from "./ask-node";
import { requiredBlock } from "./required-block";
import { numberOf } from "./rpc-call";
import type { RpcNode } from "./rpc-node";
import { RpcNodeError } from "./rpc-node-error";
import { unusable } from "./unusable";

/** Of two answers that are not the last word, the higher is kept. */
const RANK = { elsewhere: 0, again: 1, doubtful: 2 };

/** Asks one node after the other until one has the last word: otherwise the best of what they said. */
export async function askInTurn(asking: Asking): Promise<Answer> {
  const { pool, call } = asking;
  const block = requiredBlock(call);
  const behind: RpcNode[] = [];
  let best: Answer | null = null;
  for await (const node of pool.usable()) {
    if (!(await node.reaches(block))) {
      behind.push(node);
      continue;
    }
    const answer = await askNode(node, asking);
    if (answer.kind === "result" || answer.kind === "final") return answer;
    best = better(best, answer);
  }
  if (best) return best;
  const [first] = behind;
  if (!first || block === null) return unusable(pool);
  // One that was up a moment ago had the block: those that are left would answer as if it were not there.
  if (pool.isClaimed(block))
    return { kind: "again", error: new RpcNodeError(`No node that answers has block ${block} yet.`) };
  return askNode(first, asking);
}

type Open = Extract<Answer, { kind: keyof typeof RANK }>;

function better(one: Open | null, other: Open): Open {
  if (!one || RANK[other.kind] > RANK[one.kind]) return other;
  if (one.kind !== "doubtful" || other.kind !== "doubtful") return one;
  return (numberOf(other.result) ?? 0n) > (numberOf(one.result) ?? 0n) ? other : one;
}
