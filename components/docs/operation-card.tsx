import { Badge } from "@/components/ui/badge";
import { Card, CardBody } from "@/components/ui/card";
import { CodeBlock } from "./code-block";
import { curlOf } from "./curl-of";
import { FieldList } from "./field-list";
import { MethodBadge } from "./method-badge";
import { Prose } from "./prose";
import type { ReferenceOperation } from "./reference-of";
import { RefusalList } from "./refusal-list";

/** One operation: what it takes on the left, how to call it and what it answers on the right. */
export function OperationCard({ operation, appUrl }: { operation: ReferenceOperation; appUrl: string }) {
  const { id, method, path, summary, description, caller, parameters, bodyFields, answers, refusals } =
    operation;
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className="scroll-mt-24">
      <CardBody className="grid gap-6 lg:grid-cols-2">
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
          <FieldList title="Parameters" fields={parameters} />
          <FieldList title="Body" fields={bodyFields} />
          <RefusalList refusals={refusals} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <CodeBlock title="Example call" code={curlOf(operation, appUrl)} />
          {answers.map(({ status, description: meaning, example }) => (
            <CodeBlock
              key={status}
              title={`${status}: ${meaning}`}
              code={example === undefined ? STREAM_EXAMPLE : JSON.stringify(example, null, 2)}
            />
          ))}
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

const STREAM_EXAMPLE = `event: progress
data: {"id":"bat_01k0000000e0080000000000000","total":500,"queued":86,"submitted":414,"confirmed":0}

event: done
data: {"id":"bat_01k0000000e0080000000000000","total":500,"queued":0,"submitted":0,"confirmed":500}`;

/** The badge says it. */
function withoutScope(description: string): string {
  return description.replace(/\n\nScope: `[^`]+`\.$/, "");
}
