import type { ReactNode } from "react";
import { cn } from "./cn";

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** What would be here, and how it comes to be. */
  description?: ReactNode;
  /** The next thing to do. */
  action?: ReactNode;
  as?: "h2" | "h3";
  className?: string;
}

export function EmptyState({
  icon,
  title,
  description,
  action,
  as: Heading = "h2",
  className,
}: EmptyStateProps) {
  return (
    <div
      className={cn(
        "flex flex-col items-center rounded-card border border-input/60 border-dashed px-6 py-12 text-center",
        className,
      )}
    >
      {icon ? (
        <div className="mb-4 grid size-12 place-items-center rounded-full bg-primary-soft text-primary-soft-foreground [&_svg]:size-5">
          {icon}
        </div>
      ) : null}
      <Heading className="font-semibold text-heading">{title}</Heading>
      {description ? <p className="mt-1.5 max-w-md text-muted-foreground text-sm">{description}</p> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
