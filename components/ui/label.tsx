import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Label({ className, ...props }: ComponentProps<"label">) {
  // biome-ignore lint/a11y/noLabelWithoutControl: the caller gives htmlFor, or wraps the control.
  return <label className={cn("font-medium text-foreground text-sm", className)} {...props} />;
}
