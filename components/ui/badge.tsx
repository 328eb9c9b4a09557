import type { ComponentProps } from "react";
import { cn } from "./cn";
import { TONE_SOFT, type Tone } from "./tone";

export interface BadgeProps extends ComponentProps<"span"> {
  tone?: Tone;
  /** A dot before the text; `pulse` for something under way. */
  dot?: boolean | "pulse";
}

/** A short state in words. The colour only repeats what the word says. */
export function Badge({ tone = "neutral", dot, className, children, ...props }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex h-6 w-fit items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 font-medium text-xs [&_svg]:size-3.5",
        TONE_SOFT[tone],
        className,
      )}
      {...props}
    >
      {dot ? (
        <span
          aria-hidden="true"
          className={cn("size-1.5 rounded-full bg-current", dot === "pulse" && "animate-pulse")}
        />
      ) : null}
      {children}
    </span>
  );
}
