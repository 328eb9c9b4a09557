import type { ReferenceOperation } from "./reference-of";

/** The codes that an operation may refuse with, each linked to what it means. */
export function RefusalList({ refusals }: Pick<ReferenceOperation, "refusals">) {
  return (
    <section>
      <h4 className="font-medium text-sm">Refusals</h4>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
        {refusals.map(({ status, codes }) => (
          <div key={status} className="contents">
            <dt className="font-mono text-muted-foreground">{status}</dt>
            <dd className="flex flex-wrap gap-x-3">
              {codes.map((code) => (
                <a key={code} href={`#${code}`} className="font-mono text-xs leading-6 hover:underline">
                  {code}
                </a>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
