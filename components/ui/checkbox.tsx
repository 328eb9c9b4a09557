"use client";

import { Check, Minus } from "lucide-react";
import { Indicator, Root } from "radix-ui/checkbox";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";

export interface CheckboxProps extends Omit<ComponentProps<typeof Root>, "children"> {
  /** Text beside the box; the whole row can be pressed. Without it give `aria-label` or a `Field`. */
  label?: ReactNode;
  hint?: ReactNode;
}

export function Checkbox({ label, hint, className, ...props }: CheckboxProps) {
  const ownId = useId();
  const wiring = useFieldControl(props);
  const id = wiring.id ?? ownId;
  const hintId = hint ? `${ownId}-hint` : undefined;
  const describedBy = [wiring["aria-describedby"], hintId].filter(Boolean).join(" ") || undefined;
  const box = (
    <Root
      {...props}
      {...wiring}
      id={id}
      aria-describedby={describedBy}
      className={cn(
        "peer relative grid size-5 shrink-0 cursor-pointer place-items-center rounded-[0.375rem] border border-input bg-card text-primary-foreground",
        // The box stays 20 px; what takes the finger is 44 px.
        "touch:before:absolute touch:before:-inset-3 touch:before:content-['']",
        "data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary",
        "disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-danger",
        !label && className,
      )}
    >
      <Indicator className="group">
        <Check
          aria-hidden="true"
          strokeWidth={3}
          className="size-3.5 group-data-[state=indeterminate]:hidden"
        />
        <Minus
          aria-hidden="true"
          strokeWidth={3}
          className="hidden size-3.5 group-data-[state=indeterminate]:block"
        />
      </Indicator>
    </Root>
  );
  if (!label) return box;
  return (
    <div className={cn("flex items-start gap-2.5 touch:py-2", className)}>
      {box}
      <div className="min-w-0">
        <label htmlFor={id} className="block cursor-pointer font-medium text-sm leading-5">
          {label}
        </label>
        {hint ? (
          <p id={hintId} className="mt-0.5 text-muted-foreground text-sm">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
