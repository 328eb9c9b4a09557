import { cn } from "@/components/ui/cn";
import type { FieldRow } from "./fields-of";
import { Code, InlineProse } from "./prose";

type FieldListProps = {
  title: string;
  fields: readonly FieldRow[];
  /** What is searched for: fields named so stand out. */
  words: readonly string[];
};

/** Parameters, or the fields of a body. */
export function FieldList({ title, fields, words }: FieldListProps) {
  if (fields.length === 0) return null;
  return (
    <section>
      <h4 className="font-medium text-sm">{title}</h4>
      <ul className="mt-2 divide-y border-y">
        {fields.map(({ path, type, isRequired, description }) => (
          <li
            key={path}
            className={cn("py-2 text-sm", isHit(path, words) && "-mx-2 rounded-sm bg-info-soft px-2")}
          >
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

function isHit(path: string, words: readonly string[]): boolean {
  return words.some((word) => word.length > 1 && path.toLowerCase().includes(word));
}
