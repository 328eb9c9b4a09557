"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "./code-block";
import type { ReferenceOperation } from "./reference-of";

/** What the operation answers when all goes well; an example of each unfolds. */
export function AnswerList({ answers }: Pick<ReferenceOperation, "answers">) {
  return (
    <section aria-label="Answers" className="flex flex-col gap-2">
      {answers.map((answer) => (
        <Answer key={answer.status} {...answer} />
      ))}
    </section>
  );
}

/** Folded, so that the page stays short, and is not drawn until somebody looks. */
function Answer({ status, description, example }: ReferenceOperation["answers"][number]) {
  const [isOpen, setOpen] = useState(false);
  const code = typeof example === "string" ? example.trimEnd() : JSON.stringify(example, null, 2);
  const isGood = status.startsWith("2");
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="group min-w-0">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 text-sm touch:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90"
        />
        <Badge tone={isGood ? "success" : "warn"} className="font-mono">
          {status}
        </Badge>
        <span className="min-w-0">{description}</span>
      </summary>
      <div className="pt-2">
        {isOpen ? <CodeBlock title="Example" what={`example of ${status}`} code={code} /> : null}
      </div>
    </details>
  );
}
