import type { FieldRow } from "./fields-of";
import { Code, InlineProse } from "./prose";

/** Parameters, or the fields of a body. */
export function FieldList({ title, fields }: { title: string; fields: readonly FieldRow[] }) {
  if (fields.length === 0) return null;
  return (
    <section>
      <h4 className="font-medium text-sm">{title}</h4>
      <ul className="mt-2 divide-y border-y">
        {fields.map(({ path, type, isRequired, description }) => (
          <li key={path} className="py-2 text-sm">
            <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
              <Code>{path}</Code>
              <span className="wrap-anywhere text-muted-foreground text-xs">{type}</span>
              {isRequired ? <span className="font-medium text-xs">required</span> : null}
            </div>
            {description ? (
              <p className="mt-1 text-muted-foreground">
                <InlineProse text={description} />
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
