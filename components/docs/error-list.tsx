import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { ReferenceCode } from "./reference-of";

/** Every code; where the `type` of a problem document points to. */
export function ErrorList({
  errors,
  current,
}: {
  errors: readonly ReferenceCode[];
  current: string | undefined;
}) {
  return (
    <Card id="errors" aria-labelledby="errors-title" className="scroll-mt-14">
      <CardHeader
        title={<span id="errors-title">Errors</span>}
        description="Every refusal is a problem document (RFC 9457) with one of these codes. A code never changes its meaning."
      />
      <ul className="mt-4 divide-y border-t">
        {errors.map(({ code, status, title, detail }) => (
          <li
            key={code}
            id={code}
            className={cn(
              "grid scroll-mt-14 gap-x-6 gap-y-1 px-5 py-3 target:bg-info-soft sm:grid-cols-[18rem_1fr] sm:px-6",
              code === current && "bg-info-soft",
            )}
          >
            <div className="flex items-baseline gap-2">
              <Badge className="font-mono">{status}</Badge>
              <a href={`#${code}`} className="wrap-anywhere font-medium font-mono text-sm hover:underline">
                {code}
              </a>
            </div>
            <div className="text-sm">
              <p>{title}.</p>
              {detail ? <p className="mt-0.5 text-muted-foreground">For instance: “{detail}”</p> : null}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
