import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";

/** Code to read and to copy. */
export function CodeBlock({ title, what, code }: { title: ReactNode; what: string; code: string }) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-control border bg-muted/50">
      <figcaption className="flex min-h-10 items-center justify-between gap-2 border-b py-1 pr-1 pl-3 text-muted-foreground text-xs">
        {title}
        <CopyButton value={code} what={what} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre className="max-h-96 overflow-auto p-3 font-mono text-xs leading-relaxed" tabIndex={0}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}
