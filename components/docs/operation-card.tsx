import { Badge } from "@/components/ui/badge";
import { Card, CardBody } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { AnswerList } from "./answer-list";
import { curlOf } from "./curl-of";
import { ExampleCall } from "./example-call";
import { FieldList } from "./field-list";
import { MethodBadge } from "./method-badge";
import { Prose } from "./prose";
import type { ReferenceOperation } from "./reference-of";
import { RefusalList } from "./refusal-list";
import { typescriptOf } from "./typescript-of";

type OperationCardProps = {
  operation: ReferenceOperation;
  appUrl: string;
  words: readonly string[];
  /** What Enter goes to. */
  isCurrent: boolean;
};

/** One operation: what it takes on the left, how to call it and what it answers on the right. */
export function OperationCard({ operation, appUrl, words, isCurrent }: OperationCardProps) {
  const { id, method, path, summary, description, caller, parameters, bodyFields, answers, refusals } =
    operation;
  return (
    <Card
      id={id}
      aria-labelledby={`${id}-title`}
      className={cn("scroll-mt-14", isCurrent && "outline-2 outline-ring outline-offset-2")}
    >
      <CardBody className="grid gap-6 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <header className="flex flex-col gap-3">
            <h3 id={`${id}-title`} className="font-semibold text-heading">
              <a href={`#${id}`} className="hover:underline">
                {summary}
              </a>
            </h3>
            <p className="flex flex-wrap items-center gap-2">
              <MethodBadge method={method} />
              <span className="wrap-anywhere font-mono text-sm">{path}</span>
            </p>
            <p>
              <Badge>{CALLERS[caller.kind](caller.scope)}</Badge>
            </p>
          </header>
          <Prose text={withoutScope(description)} />
          <FieldList title="Parameters" fields={parameters} words={words} />
          <FieldList title="Body" fields={bodyFields} words={words} />
          <RefusalList refusals={refusals} />
        </div>
        <div className="flex min-w-0 flex-col gap-4 self-start xl:sticky xl:top-36">
          <ExampleCall curl={curlOf(operation, appUrl)} typescript={typescriptOf(operation)} />
          <AnswerList answers={answers} />
        </div>
      </CardBody>
    </Card>
  );
}

const CALLERS: Record<ReferenceOperation["caller"]["kind"], (scope: string | null) => string> = {
  public: () => "Open to all",
  session: () => "Signed-in people",
  any: () => "Any API key or member",
  scope: (scope) => `Scope ${scope}`,
};

/** The badge says it. */
function withoutScope(description: string): string {
  return description.replace(/\n\nScope: `[^`]+`\.$/, "");
}
