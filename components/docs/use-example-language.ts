"use client";

import { useSyncExternalStore } from "react";

export const EXAMPLE_LANGUAGES = { curl: "curl", typescript: "TypeScript" } as const;
export type ExampleLanguage = keyof typeof EXAMPLE_LANGUAGES;

const KEY = "ticketchain.docs.language";
const listeners = new Set<() => void>();

/** The language of all examples of the page, kept for the next visit. */
export function useExampleLanguage(): [ExampleLanguage, (language: ExampleLanguage) => void] {
  return [useSyncExternalStore(subscribe, read, () => "curl" as const), choose];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where nothing may be kept, as in private windows of some browsers, the choice lasts as long as the page. */
let chosen: ExampleLanguage | null = null;

function read(): ExampleLanguage {
  chosen ??= stored() === "typescript" ? "typescript" : "curl";
  return chosen;
}

function choose(language: ExampleLanguage): void {
  chosen = language;
  try {
    localStorage.setItem(KEY, language);
  } catch {}
  for (const listener of listeners) listener();
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
