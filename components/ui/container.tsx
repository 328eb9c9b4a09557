import type { ComponentProps } from "react";
import { cn } from "./cn";

export interface ContainerProps extends ComponentProps<"div"> {
  /** `narrow` for forms and single things, `wide` (default) for lists and tables. */
  width?: "narrow" | "wide";
}

/** The page's column: same edges as header and footer. */
export function Container({ width = "wide", className, ...props }: ContainerProps) {
  return (
    <div
      className={cn("mx-auto w-full px-4 sm:px-6", width === "narrow" ? "max-w-3xl" : "max-w-6xl", className)}
      {...props}
    />
  );
}
