import { Check, Circle, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import type { ChainState } from "@/lib/services/action/schema";
import { formatCount } from "./format-count";
import { TransactionLink } from "./transaction-link";

type Step = { label: string; detail: string };

const STEPS: readonly Step[] = [
  { label: "Queued", detail: "Kept safe, waiting for the next transaction." },
  { label: "Submitted", detail: "Signed and sent to the chain." },
  { label: "Confirmed on chain", detail: "Mined, and read back from the chain's own log." },
];

/** How far something is on its way to the chain; told to screen readers as it moves. */
export function ChainSteps({ chain }: { chain: ChainState }) {
  const reached = reachedOf(chain.state);
  return (
    <div>
      <ol className="flex flex-col gap-3">
        {STEPS.map((step, index) => (
          <li key={step.label} className="flex gap-3">
            <StepMark state={markOf(index, reached, chain.state)} />
            <div className={cn("min-w-0", index > reached && "text-muted-foreground")}>
              <p className="font-medium text-sm leading-6">{step.label}</p>
              <p className="text-muted-foreground text-sm">{step.detail}</p>
            </div>
          </li>
        ))}
      </ol>
      {chain.txHash ? (
        <p className="mt-4 flex flex-wrap items-center gap-x-2 text-muted-foreground text-sm">
          Transaction <TransactionLink hash={chain.txHash} />
          {chain.blockNumber === null ? null : <span>in block {formatCount(chain.blockNumber)}</span>}
        </p>
      ) : null}
      <p aria-live="polite" className="sr-only">
        {chain.state === "failed" ? "Failed" : STEPS[Math.min(reached, 2)]?.label}
      </p>
    </div>
  );
}

/** The step under way; past the last one when all is done. */
function reachedOf(state: ChainState["state"]): number {
  if (state === "queued") return 0;
  if (state === "submitted" || state === "failed") return 1;
  return STEPS.length;
}

function markOf(index: number, reached: number, state: ChainState["state"]) {
  if (index < reached) return "done";
  if (index > reached) return "ahead";
  return state === "failed" ? "failed" : "now";
}

function StepMark({ state }: { state: "done" | "now" | "ahead" | "failed" }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "grid size-6 shrink-0 place-items-center rounded-full [&_svg]:size-3.5",
        state === "done" && "bg-success-soft text-success-soft-foreground",
        state === "now" && "bg-info-soft text-info-soft-foreground",
        state === "ahead" && "text-muted-foreground",
        state === "failed" && "bg-danger-soft text-danger-soft-foreground",
      )}
    >
      {state === "done" ? <Check strokeWidth={3} /> : null}
      {state === "now" ? <Spinner className="size-3.5" /> : null}
      {state === "ahead" ? <Circle /> : null}
      {state === "failed" ? <X strokeWidth={3} /> : null}
    </span>
  );
}
