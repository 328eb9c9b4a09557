import type { Equivalent } from "./equivalents";
import type { Scored } from "./score";

/** Prints what somebody has to look at: survivors without a reason, and reasons without a survivor. */
export function printFindings(unexplained: readonly Scored[], wrong: readonly Equivalent[]): void {
  for (const { file, line, inFunction, original, mutated } of unexplained)
    console.log(`survived: ${file}:${line} ${inFunction}${change(original, mutated)}`);
  for (const entry of wrong)
    console.log(`is no survivor: ${entry.file} ${entry.function}${change(entry.original, entry.mutated)}`);
}

const change = (original: string, mutated: string) => `\n    ${original}\n  → ${mutated || "(left out)"}`;
