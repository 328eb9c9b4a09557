import type { ReactNode } from "react";
import { cn } from "./cn";

export interface Detail {
  label: string;
  value: ReactNode;
}

/** Facts about one thing: label on the left, value on the right, a hairline between. */
export function DetailList({ details, className }: { details: readonly Detail[]; className?: string }) {
  return (
    <dl className={cn("divide-y text-sm", className)}>
      {details.map((detail) => (
        <div key={detail.label} className="flex min-h-11 items-center justify-between gap-6 py-2">
          <dt className="shrink-0 text-muted-foreground">{detail.label}</dt>
          <dd className="min-w-0 text-right">{detail.value}</dd>
        </div>
      ))}
    </dl>
  );
}
