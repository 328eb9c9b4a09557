import type { Reference } from "./reference-of";

type Shown = Pick<Reference, "sections"> & { hasErrors: boolean };

/** The way around the page: beside it on wide screens, folded above it on narrow ones. */
export function ReferenceContents(shown: Shown) {
  return (
    <>
      <nav
        aria-label="Operations"
        className="sticky top-24 max-h-[calc(100dvh-7rem)] overflow-y-auto pr-2 max-lg:hidden"
      >
        <ContentsList {...shown} />
      </nav>
      <details className="rounded-card border bg-card p-4 lg:hidden">
        <summary className="cursor-pointer font-medium">Contents</summary>
        <nav aria-label="Operations, folded" className="pt-3">
          <ContentsList {...shown} />
        </nav>
      </details>
    </>
  );
}

function ContentsList({ sections, hasErrors }: Shown) {
  return (
    <ul className="flex flex-col gap-4 text-sm">
      {sections.map(({ name, operations }) => (
        <li key={name}>
          <a href={`#${name}`} className="font-medium hover:underline">
            {name}
          </a>
          <ul className="mt-1 flex flex-col border-l">
            {operations.map(({ id, summary }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="block py-1 pl-3 text-muted-foreground hover:text-foreground touch:py-2.5"
                >
                  {summary}
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
      {hasErrors ? (
        <li>
          <a href="#errors" className="font-medium hover:underline">
            Errors
          </a>
        </li>
      ) : null}
    </ul>
  );
}
