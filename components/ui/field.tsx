"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";
import { FieldContext } from "./field-context";
import { Label } from "./label";

export interface FieldProps {
  label: ReactNode;
  /** One control of ours (`Input`, `Textarea`, `Select`, …): it takes its id and aria attributes from here. */
  children: ReactNode;
  hint?: ReactNode;
  /** The reason, in words for people. Shown, announced and tied to the control. */
  error?: string | undefined;
  required?: boolean;
  /** Marks a field that may be left empty; better than starring every other one. */
  optional?: boolean;
  /** Hides the label from eyes only, e.g. in a row of a table. */
  hideLabel?: boolean;
  className?: string;
}

/** Label, control, hint and error, wired for screen readers. */
export function Field({
  label,
  children,
  hint,
  error,
  required,
  optional,
  hideLabel,
  className,
}: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <Label htmlFor={id} className={cn(hideLabel && "sr-only")}>
        {label}
        {optional ? <span className="ml-1.5 font-normal text-muted-foreground"> optional</span> : null}
      </Label>
      <FieldContext value={{ controlId: id, hintId, errorId, required: required ?? false }}>
        {children}
      </FieldContext>
      {hint ? (
        <p id={hintId} className="text-muted-foreground text-sm">
          {hint}
        </p>
      ) : null}
      <FieldError id={errorId} message={error} />
    </div>
  );
}

/** The live region stands there from the start: one that appears together with its text is often not read out. */
function FieldError({ id, message }: { id: string | undefined; message: string | undefined }) {
  return (
    <div aria-live="polite" className="contents">
      {message ? (
        <p id={id} className="flex items-start gap-1.5 text-danger text-sm">
          <CircleAlert aria-hidden="true" className="mt-[3px] size-3.5 shrink-0" />
          {message}
        </p>
      ) : null}
    </div>
  );
}
