import type { Range } from "./syntax-tree";

/** Writes a part of a source anew. `inner` is that part with the edits within it done. */
export type Edit = Range & { write: (inner: string) => string };

/** The part of the source with its edits done. Of two edits of the same part the first is around the second. */
export function applyEdits(source: string, edits: readonly Edit[], range?: Range): string {
  const { start, end } = range ?? { start: 0, end: source.length };
  const sorted = range ? edits : [...edits].sort((a, b) => a.start - b.start || b.end - a.end);
  let text = "";
  let at = start;
  for (let index = 0; index < sorted.length; index++) {
    const edit = sorted[index];
    if (!edit) break;
    const within: Edit[] = [];
    for (let next = sorted[index + 1]; next && isWithin(next, edit); next = sorted[++index + 1])
      within.push(next);
    text += source.slice(at, edit.start) + edit.write(applyEdits(source, within, edit));
    at = edit.end;
  }
  return text + source.slice(at, end);
}

function isWithin(inner: Range, outer: Range): boolean {
  if (inner.start < outer.end && inner.end > outer.end) throw new Error("two edits overlap");
  return inner.start >= outer.start && inner.end <= outer.end && inner.start < outer.end;
}
