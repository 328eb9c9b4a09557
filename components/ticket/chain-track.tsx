import { Check } from "lucide-react";
import { cn } from "@/components/ui/cn";

const STEPS = [
  { state: "queued", label: "Queued" },
  { state: "submitted", label: "Sent" },
  { state: "confirmed", label: "Confirmed" },
  { state: "final", label: "Final" },
] as const;

/** How far the latest change of a ticket is on its way to the chain. */
export function ChainTrack({ state }: { state: (typeof STEPS)[number]["state"] }) {
  const reached = STEPS.findIndex((step) => step.state === state);
  return (
    <ol aria-label="Progress on the chain" className="grid grid-cols-4 gap-1.5">
      {STEPS.map((step, index) => {
        const isReached = index <= reached;
        // The step after the last one reached is under way, except that after "confirmed" there is nothing to wait for.
        const isNext = index === reached + 1 && reached < 2;
        return (
          <li key={step.state} aria-current={index === reached ? "step" : undefined}>
            <span
              aria-hidden="true"
              className={cn(
                "block h-1.5 rounded-full",
                isReached ? "bg-success" : "bg-neutral-soft",
                isNext && "animate-pulse bg-info",
              )}
            />
            <span
              className={cn(
                "mt-1.5 flex items-center gap-1 text-xs",
                isReached ? "text-foreground" : "text-muted-foreground",
              )}
            >
              {isReached ? <Check aria-hidden="true" className="size-3 shrink-0 text-success" /> : null}
              {step.label}
              {isReached ? <span className="sr-only">, done</span> : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
