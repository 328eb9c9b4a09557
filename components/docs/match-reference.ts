import type { Reference, ReferenceOperation } from "./reference-of";

export type Matches = Pick<Reference, "sections" | "errors"> & {
  /** Anchors of everything that matches, what is named like the query before what only tells of it. */
  anchors: string[];
};

/** What of the reference has every word of the query: in its name, path, scope, fields, codes or description. */
export function matchReference({ sections, errors }: Reference, query: string): Matches {
  const words = wordsOf(query);
  const has = (text: string) => words.every((word) => text.includes(word));
  const found = {
    sections: sections
      .map((section) => ({
        ...section,
        operations: section.operations.filter((operation) => has(textOf(operation))),
      }))
      .filter((section) => section.operations.length > 0),
    errors: errors.filter((error) =>
      has(`${error.code} ${error.status} ${error.title} ${error.detail}`.toLowerCase()),
    ),
  };
  const named = [
    ...found.sections.flatMap(({ operations }) =>
      operations.map((operation) => ({ anchor: operation.id, isNamed: has(nameOf(operation)) })),
    ),
    ...found.errors.map(({ code }) => ({ anchor: code, isNamed: has(code) })),
  ];
  const anchors = named.toSorted((a, b) => Number(b.isNamed) - Number(a.isNamed)).map(({ anchor }) => anchor);
  return { ...found, anchors };
}

/** The words of a query, in small letters. */
export function wordsOf(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

function nameOf({ id, method, path, summary }: ReferenceOperation): string {
  return `${id} ${method} ${path} ${summary}`.toLowerCase();
}

function textOf(operation: ReferenceOperation): string {
  const { tag, description, caller, parameters, bodyFields, refusals } = operation;
  const fields = [...parameters, ...bodyFields].map((field) => `${field.path} ${field.description}`);
  const codes = refusals.flatMap(({ status, codes: each }) => [status, ...each]);
  return [nameOf(operation), tag, description, caller.scope, ...fields, ...codes].join(" ").toLowerCase();
}
