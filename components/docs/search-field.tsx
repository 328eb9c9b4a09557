"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Input } from "@/components/ui/input";

type SearchFieldProps = {
  query: string;
  onQuery: (query: string) => void;
  /** Arrow keys: to the match after (1) or before (-1). */
  onMove: (by: 1 | -1) => void;
  /** Enter. */
  onGo: () => void;
  /** Said to the reader of the screen, and shown: how much was found. */
  found: string;
};

/** Searches the page: `/` comes here from anywhere, Escape clears, arrows and Enter go through what was found. */
export function SearchField({ query, onQuery, onMove, onGo, found }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape" && query === "") input.current?.blur();
    else if (event.key === "Escape") onQuery("");
    else if (event.key === "ArrowDown") onMove(1);
    else if (event.key === "ArrowUp") onMove(-1);
    else if (event.key === "Enter") onGo();
    else return;
    event.preventDefault();
  };

  return (
    <search className="relative flex-1">
      <Input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        aria-label="Search the reference"
        placeholder="Search calls, fields and codes"
        leading={<Search aria-hidden="true" />}
        trailing={
          query === "" ? (
            <kbd className="rounded-sm border px-1.5 font-mono text-xs max-md:hidden">/</kbd>
          ) : (
            <span className="text-xs tabular-nums">{found}</span>
          )
        }
        className="pr-24"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={press}
      />
      <span aria-live="polite" className="sr-only">
        {query === "" ? "" : `${found} found`}
      </span>
    </search>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
