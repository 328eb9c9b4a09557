import { ChevronDown } from "lucide-react";
import { type Detail, DetailList } from "@/components/ui/detail-list";
import { Hash } from "@/components/ui/hash";
import { roundedAmount } from "@/lib/rounded-amount";
import type { ReadinessOutput } from "@/lib/services/health/schema";
import { countOf, formatCount } from "./format-count";
import { secondsInWords } from "./seconds-in-words";

/** One quiet line about the chain; who wants to know more opens it. */
export function ChainStatus({ state }: { state: ReadinessOutput }) {
  const { name, head } = state.chain;
  return (
    <details className="group/chain mt-8 border-t pt-1 text-sm">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-x-2 rounded-sm text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
        <span
          aria-hidden="true"
          className={
            state.warnings.length === 0 ? "size-2 rounded-full bg-success" : "size-2 rounded-full bg-warn"
          }
        />
        <span className="min-w-0">
          {name}
          {head === null ? " can't be reached" : `, block ${formatCount(head)}`} · {waitingWords(state.queue)}
        </span>
        <ChevronDown
          aria-hidden="true"
          className="ml-auto size-4 shrink-0 transition-transform group-open/chain:rotate-180"
        />
      </summary>
      <DetailList details={detailsOf(state)} />
    </details>
  );
}

function waitingWords({ depth, submitted }: ReadinessOutput["queue"]): string {
  if (depth === null || submitted === null) return "nothing can be said of what waits";
  if (depth + submitted === 0) return "nothing waits";
  return `${formatCount(depth + submitted)} on the way`;
}

function detailsOf({ chain, queue }: ReadinessOutput): Detail[] {
  return [
    { label: "Newest block", value: blockOf(chain.head) },
    { label: "Read up to", value: readUpTo(chain) },
    { label: "Final up to", value: blockOf(chain.finalized) },
    { label: "Waiting to be sent", value: queue.depth === null ? UNKNOWN : countOf(queue.depth, "action") },
    ...(queue.oldestSeconds === null
      ? []
      : [{ label: "Longest wait", value: secondsInWords(queue.oldestSeconds) }]),
    {
      label: "Sent, not confirmed",
      value: queue.submitted === null ? UNKNOWN : countOf(queue.submitted, "action"),
    },
    ...(chain.signers.length > 0
      ? [{ label: "Pays for transactions", value: <Signers chain={chain} /> }]
      : []),
  ];
}

const UNKNOWN = "Not known";

function Signers({ chain: { signers, nativeSymbol } }: Pick<ReadinessOutput, "chain">) {
  return signers.map(({ address, balance }) => (
    <span key={address} className="flex flex-wrap items-center justify-end gap-x-3">
      <Hash value={address} what="server's address" />
      {balance === null ? UNKNOWN : `${roundedAmount(balance)} ${nativeSymbol}`}
    </span>
  ));
}

function blockOf(block: number | null): string {
  return block === null ? UNKNOWN : `Block ${formatCount(block)}`;
}

function readUpTo({ indexed, lagBlocks }: ReadinessOutput["chain"]): string {
  if (indexed === null || !lagBlocks) return blockOf(indexed);
  return `${blockOf(indexed)}, ${countOf(lagBlocks, "block")} behind`;
}
