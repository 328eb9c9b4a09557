"use client";

import { Root, Thumb } from "radix-ui/switch";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

export interface SwitchProps extends Omit<ComponentProps<typeof Root>, "children"> {
  label: ReactNode;
  hint?: ReactNode;
}

/** A setting that takes effect at once. In a form with a Save button, use `Checkbox`. */
export function Switch({ label, hint, className, id, ...props }: SwitchProps) {
  const ownId = useId();
  const switchId = id ?? ownId;
  const hintId = hint ? `${ownId}-hint` : undefined;
  return (
    <div className={cn("flex items-start justify-between gap-4 touch:py-2", className)}>
      <div className="min-w-0">
        <label htmlFor={switchId} className="block cursor-pointer font-medium text-sm leading-6">
          {label}
        </label>
        {hint ? (
          <p id={hintId} className="text-muted-foreground text-sm">
            {hint}
          </p>
        ) : null}
      </div>
      <Root
        {...props}
        id={switchId}
        aria-describedby={hintId}
        className={cn(
          "relative inline-flex h-6 w-10 shrink-0 cursor-pointer items-center rounded-full bg-input p-0.5 transition-colors",
          "touch:before:absolute touch:before:-inset-2.5 touch:before:content-['']",
          "data-[state=checked]:bg-primary disabled:cursor-not-allowed disabled:opacity-50",
        )}
      >
        <Thumb className="block size-5 rounded-full bg-card shadow-raised transition-transform data-[state=checked]:translate-x-4" />
      </Root>
    </div>
  );
}
