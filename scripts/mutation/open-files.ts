import type { Outcome } from "./results-file";

/** Which test files have something left to say about a mutant: none once it is known what comes of it. */
export function openFiles(known: Outcome | undefined, hashes: ReadonlyMap<string, string>): string[] {
  if (!known) return [...hashes.keys()];
  const current = new Set(hashes.values());
  if (known.outcome !== "survived")
    return known.tests.every((hash) => current.has(hash)) ? [] : [...hashes.keys()];
  return [...hashes].filter(([, hash]) => !known.tests.includes(hash)).map(([name]) => name);
}
