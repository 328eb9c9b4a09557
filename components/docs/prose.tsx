import { Fragment } from "react";

/** A description from the document: paragraphs with `code` and **bold**, which is all its Markdown. */
export function Prose({ text }: { text: string }) {
  return (
    <div className="flex max-w-prose flex-col gap-3">
      {text.split("\n\n").map((paragraph) => (
        <p key={paragraph}>
          <InlineProse text={paragraph} />
        </p>
      ))}
    </div>
  );
}

/** One paragraph's worth of it. */
export function InlineProse({ text }: { text: string }) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text never move.
    if (part.startsWith("`")) return <Code key={index}>{part.slice(1, -1)}</Code>;
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    if (part.startsWith("**")) return <strong key={index}>{part.slice(2, -2)}</strong>;
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    return <Fragment key={index}>{part}</Fragment>;
  });
}

export function Code({ children }: { children: string }) {
  return (
    <code className="wrap-anywhere rounded-sm bg-muted px-1 py-0.5 font-mono text-[0.875em]">{children}</code>
  );
}
