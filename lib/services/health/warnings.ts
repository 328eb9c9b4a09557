import { roundedAmount } from "@/lib/rounded-amount";
import { LAG_BLOCKS_WORRYING } from "./limits";
import type { ReadinessOutput } from "./schema";

type State = Pick<ReadinessOutput, "database" | "chain" | "queue"> & {
  strangers: readonly { signer: string; events: number }[];
};

/** What somebody should look after, each in a sentence that says how. What is well is not mentioned. */
export function warningsOf(state: State): string[] {
  return [...chainWarnings(state), ...signerWarnings(state), ...queueWarnings(state)];
}

function chainWarnings({ database, chain }: State): string[] {
  if (database === "down") return ["The database does not answer."];
  if (chain.status === "down") {
    return [`${chain.name} can't be reached: what was accepted is kept, and goes on when it answers again.`];
  }
  if (chain.indexed === null) return [`Nothing has been read from ${chain.name} yet.`];
  if (chain.lagBlocks === null || chain.lagBlocks < LAG_BLOCKS_WORRYING) return [];
  return [
    `What is shown is ${chain.lagBlocks} blocks behind ${chain.name}. ` +
      "It catches up by itself as long as a web process or a worker runs the pipeline.",
  ];
}

function signerWarnings({ chain, strangers }: State): string[] {
  const { nativeSymbol, name } = chain;
  const poor = chain.signers.filter(({ status }) => status === "waiting_funds");
  return [
    ...poor.map(
      ({ address, balance }) =>
        `The server's account ${address} can't pay for its transactions (it has ${balance === null ? "too little" : roundedAmount(balance)} ${nativeSymbol}). ` +
        `Send it ${nativeSymbol} on ${name}, and everything that waits goes on.`,
    ),
    ...strangers.map(
      ({ signer, events }) =>
        `${events === 1 ? "An event waits" : `${events} events wait`} for the account ${signer}, whose key this server doesn't have. ` +
        "Put it back beside the others, and everything that waits goes on.",
    ),
  ];
}

/** Longer than any chain takes when all is well. */
const WAIT_SECONDS_MAX = 600;

function queueWarnings({ queue, chain, strangers }: State): string[] {
  const isExplained = strangers.length > 0 || chain.signers.some(({ status }) => status !== "ready");
  if (isExplained || queue.oldestSeconds === null || queue.oldestSeconds < WAIT_SECONDS_MAX) return [];
  return [
    `Something has waited for ${Math.floor(queue.oldestSeconds / 60)} minutes to be sent to the chain.`,
  ];
}
