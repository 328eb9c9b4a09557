import { isHex, keccak256, RpcRequestError } from "viem";
import { type Answer, type Asking, askNode } from "./ask-node";
import { paramsOf } from "./rpc-call";
import { unusable } from "./unusable";

/** Answers of nodes that have the transaction already. Not of those that have mined its nonce: that may be another's. */
const KNOWN = /already ?known|already imported|known transaction|ALREADY_EXISTS/i;

/** Which error to report where nobody took the transaction: the chain's own reasons first. */
const RANK = { again: 0, elsewhere: 1, final: 2 };

/**
 * Sends a signed transaction to each node that can be asked: one that is cut off or forgets its pool does no harm then.
 * @returns the first node's word that has it; an error only when no node took it.
 */
export async function sendToAll(asking: Asking): Promise<Answer> {
  const sendings = asking.pool.all().map(async (usable): Promise<Answer | null> => {
    const node = await usable;
    return node && toKnown(asking, await askNode(node, asking));
  });
  const taken = sendings.map(async (sending): Promise<Answer> => {
    const answer = await sending;
    if (answer?.kind !== "result") throw new Error("Not taken.");
    return answer;
  });
  try {
    return await Promise.any(taken);
  } catch {
    return telling(await Promise.all(sendings)) ?? unusable(asking.pool);
  }
}

/** "Already known" is what we wanted. The hash follows from the bytes. */
function toKnown({ call }: Asking, answer: Answer): Answer {
  const [bytes] = paramsOf(call);
  if (answer.kind !== "final" || !(answer.error instanceof RpcRequestError) || !isHex(bytes)) return answer;
  return KNOWN.test(answer.error.details) ? { kind: "result", result: keccak256(bytes) } : answer;
}

function telling(answers: readonly (Answer | null)[]): Answer | null {
  let chosen: Extract<Answer, { kind: keyof typeof RANK }> | null = null;
  for (const answer of answers) {
    if (!answer || answer.kind === "result" || answer.kind === "doubtful") continue;
    if (!chosen || RANK[answer.kind] > RANK[chosen.kind]) chosen = answer;
  }
  return chosen;
}
