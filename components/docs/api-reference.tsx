"use client";

import { type MouseEvent, useDeferredValue, useEffect, useMemo, useState } from "react";
import { ErrorList } from "./error-list";
import { GettingStarted } from "./getting-started";
import { matchReference, wordsOf } from "./match-reference";
import { NothingFound } from "./nothing-found";
import { OperationCard } from "./operation-card";
import { ReferenceContents } from "./reference-contents";
import type { Reference } from "./reference-of";
import { SearchField } from "./search-field";

/**
 * The reference with its search. What is shown is drawn from one small description of the API, which the page carries once;
 * examples are made from it in the browser.
 */
export function ApiReference({ reference, appUrl }: { reference: Reference; appUrl: string }) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const [wanted, setWanted] = useState<string | null>(null);
  const searched = useDeferredValue(query);
  const { sections, errors, anchors } = useMemo(
    () => matchReference(reference, searched),
    [reference, searched],
  );
  const words = useMemo(() => wordsOf(searched), [searched]);
  const isSearching = words.length > 0;
  const current = isSearching ? anchors[active] : undefined;

  const search = (text: string) => {
    setQuery(text);
    setActive(0);
    if (text !== "") scrollTo({ top: Math.min(scrollY, topOf("reference")), behavior: "instant" });
  };
  const move = (by: 1 | -1) => {
    if (anchors.length === 0) return;
    const next = (active + by + anchors.length) % anchors.length;
    setActive(next);
    document.getElementById(anchors[next] ?? "")?.scrollIntoView({ block: "start" });
  };
  const go = () => {
    const anchor = anchors[active];
    if (!isSearching || anchor === undefined) return;
    setQuery("");
    setWanted(anchor);
  };
  /** Links lead also to what the search has hidden. */
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    const anchor = link?.getAttribute("href")?.slice(1);
    if (!anchor || document.getElementById(anchor)) return;
    event.preventDefault();
    setQuery("");
    setWanted(anchor);
  };

  useEffect(() => {
    const target = wanted === null ? null : document.getElementById(wanted);
    // Not before everything is back, or it would move again.
    if (target === null || isSearching) return;
    location.hash = target.id;
    target.scrollIntoView();
    target.querySelector("a")?.focus({ preventScroll: true });
    setWanted(null);
  });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only looks after the links in it, which are links.
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link that is pressed by keyboard is clicked.
    <div onClick={follow} id="reference" className="grid gap-x-8 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <div className="min-w-0 max-lg:order-2">
        <ReferenceContents sections={sections} hasErrors={errors.length > 0} />
      </div>
      <div className="flex min-w-0 flex-col max-lg:contents">
        <div className="sticky top-16 z-30 -mx-4 bg-background/90 px-4 py-3 backdrop-blur-md max-lg:order-1 sm:-mx-6 sm:px-6 lg:mx-0 lg:px-0">
          <SearchField
            query={query}
            onQuery={search}
            onMove={move}
            onGo={go}
            found={anchors.length === 1 ? "1 match" : `${anchors.length} matches`}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-12 pt-3 max-lg:order-3 max-lg:pt-6">
          {isSearching ? null : <GettingStarted description={reference.description} appUrl={appUrl} />}
          {sections.map(({ name, description, operations }) => (
            <section key={name} aria-labelledby={name} className="flex flex-col gap-4">
              <div>
                <h2 id={name} className="scroll-mt-14 font-semibold text-title">
                  {name}
                </h2>
                <p className="mt-1 text-muted-foreground">{description}</p>
              </div>
              {operations.map((operation) => (
                <OperationCard
                  key={operation.id}
                  operation={operation}
                  appUrl={appUrl}
                  words={words}
                  isCurrent={operation.id === current}
                />
              ))}
            </section>
          ))}
          {errors.length > 0 ? <ErrorList errors={errors} current={current} /> : null}
          {anchors.length === 0 ? <NothingFound query={searched} onClear={() => setQuery("")} /> : null}
        </div>
      </div>
    </div>
  );
}

function topOf(id: string): number {
  return (document.getElementById(id)?.getBoundingClientRect().top ?? 0) + scrollY - 64;
}
