"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { controlClasses } from "./control-classes";
import { useFieldControl } from "./field-context";

export interface InputProps extends ComponentProps<"input"> {
  /** Drawn inside, before the text: an icon. */
  leading?: ReactNode;
  /** Drawn inside, after the text: a unit such as a currency. */
  trailing?: ReactNode;
}

export function Input({ leading, trailing, className, ...props }: InputProps) {
  const wiring = useFieldControl(props);
  const input = (
    <input
      {...props}
      {...wiring}
      className={cn(
        controlClasses,
        "h-10 px-3 touch:h-11",
        leading && "pl-9",
        trailing && "pr-14",
        className,
      )}
    />
  );
  if (!leading && !trailing) return input;
  return (
    <div className="relative flex min-w-0 items-center">
      {leading ? (
        <span className="pointer-events-none absolute left-3 text-muted-foreground [&_svg]:size-4">
          {leading}
        </span>
      ) : null}
      {input}
      {trailing ? (
        <span className="pointer-events-none absolute right-3 text-muted-foreground text-sm">{trailing}</span>
      ) : null}
    </div>
  );
}
