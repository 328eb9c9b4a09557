"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClasses } from "./control-classes";
import { useFieldControl } from "./field-context";

/** Grows with what is written, where the browser can (`field-sizing`). */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  const wiring = useFieldControl(props);
  return (
    <textarea
      rows={4}
      {...props}
      {...wiring}
      className={cn(controlClasses, "field-sizing-content min-h-24 px-3 py-2 leading-relaxed", className)}
    />
  );
}
