import type { ReactNode } from "react";
import { cn } from "./cn";
import { TONE_TEXT, type Tone } from "./tone";

/** A row of `Stat`s: two beside each other on phones. */
export function StatGrid({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl
      className={cn(
        "grid grid-cols-2 gap-px overflow-hidden rounded-card border bg-border shadow-raised sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]",
        className,
      )}
    >
      {children}
    </dl>
  );
}

export interface StatProps {
  label: string;
  value: ReactNode;
  /** A second figure in words: "of 500". */
  hint?: ReactNode;
  tone?: Tone;
}

export function Stat({ label, value, hint, tone }: StatProps) {
  return (
    <div className="flex flex-col bg-card px-4 py-4 sm:px-5">
      <dt className="text-muted-foreground text-sm">{label}</dt>
      <dd className={cn("mt-1 font-semibold text-2xl tabular-nums tracking-tight", tone && TONE_TEXT[tone])}>
        {value}
        {hint ? (
          <span className="ml-1.5 font-normal text-muted-foreground text-sm tracking-normal">{hint}</span>
        ) : null}
      </dd>
    </div>
  );
}
