import { ArrowUpRight } from "lucide-react";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { shorten } from "./shorten";

export interface HashProps {
  value: string;
  /** What it is: "transaction hash", "contract address". */
  what: string;
  /** Where a block explorer shows it. */
  href?: string | undefined;
  /** Without the copy button, where space is tight. */
  plain?: boolean;
  className?: string;
}

/** An address or hash, short, with the whole of it on hover and a button that copies it. */
export function Hash({ value, what, href, plain, className }: HashProps) {
  const text = (
    <code title={value} className="font-mono text-[0.8125em]">
      {shorten(value)}
    </code>
  );
  return (
    <span className={cn("inline-flex min-w-0 items-center gap-0.5 whitespace-nowrap", className)}>
      {href ? (
        <a
          href={href}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1 rounded-sm text-primary underline decoration-primary/35 underline-offset-4 hover:decoration-primary touch:min-h-11"
        >
          {text}
          <ArrowUpRight aria-hidden="true" className="size-3.5" />
          <span className="sr-only">(opens {what} in a new tab)</span>
        </a>
      ) : (
        text
      )}
      {plain ? null : <CopyButton value={value} what={what} className="-mr-2 touch:-mr-3" />}
    </span>
  );
}
