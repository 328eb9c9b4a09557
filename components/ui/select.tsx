"use client";

import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClasses } from "./control-classes";
import { useFieldControl } from "./field-context";

/** The browser's own select: on phones it opens the system's picker, which no list of ours can match. Children are `<option>`s. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  const wiring = useFieldControl(props);
  return (
    <div className={cn("relative flex min-w-0 items-center", className)}>
      <select
        {...props}
        {...wiring}
        className={cn(controlClasses, "h-10 cursor-pointer appearance-none truncate pr-9 pl-3 touch:h-11")}
      >
        {children}
      </select>
      <ChevronsUpDown
        aria-hidden="true"
        className="pointer-events-none absolute right-3 size-4 text-muted-foreground"
      />
    </div>
  );
}
