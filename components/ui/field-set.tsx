import type { ReactNode } from "react";
import { cn } from "./cn";

export interface FieldSetProps {
  legend: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A named group of fields: a section of a form, or a set of radio cards. */
export function FieldSet({ legend, hint, children, className }: FieldSetProps) {
  return (
    <fieldset className={cn("flex min-w-0 flex-col gap-4", className)}>
      <legend className="mb-4 font-semibold text-heading">{legend}</legend>
      {hint ? <p className="-mt-3 max-w-prose text-muted-foreground text-sm">{hint}</p> : null}
      {children}
    </fieldset>
  );
}
