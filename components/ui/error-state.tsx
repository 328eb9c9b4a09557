import { CloudAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface ErrorStateProps {
  title?: string;
  /** What went wrong, in words for people. */
  description?: ReactNode;
  /** What support can look for: the problem's requestId, or Next's digest. */
  reference?: string | undefined;
  /** Usually a "Try again" button. */
  action?: ReactNode;
  className?: string;
}

/** A part of a page, or all of it, could not be shown. */
export function ErrorState({
  title = "Something went wrong",
  description,
  reference,
  action,
  className,
}: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn(
        "flex flex-col items-center rounded-card border bg-card px-6 py-12 text-center",
        className,
      )}
    >
      <div className="mb-4 grid size-12 place-items-center rounded-full bg-danger-soft text-danger-soft-foreground">
        <CloudAlert aria-hidden="true" className="size-5" />
      </div>
      <h2 className="font-semibold text-heading">{title}</h2>
      {description ? (
        <div className="mt-1.5 max-w-md text-muted-foreground text-sm">{description}</div>
      ) : null}
      {reference ? (
        <p className="mt-3 text-muted-foreground text-xs">
          Reference <code className="select-all font-mono text-foreground">{reference}</code>
        </p>
      ) : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
