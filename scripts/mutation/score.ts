import type { Description } from "./describe-mutant";
import { type Equivalent, isSame } from "./equivalents";
import type { Outcome } from "./results-file";

/** A mutant and what came of it. */
export type Scored = Description & { outcome: Outcome["outcome"]; reason: string | null };

/** How many mutants there are, and what came of them. `score` leaves out those that are equivalent, `raw` doesn't. */
export type Totals = {
  mutants: number;
  killed: number;
  timedOut: number;
  equivalent: number;
  survived: number;
  score: number;
  raw: number;
};

/** Puts each mutant beside its outcome, and a survivor beside the reason why it is equivalent. */
export function scoreMutants(
  mutants: readonly Description[],
  outcomes: ReadonlyMap<string, Outcome>,
  equivalents: readonly Equivalent[],
): Scored[] {
  return mutants.flatMap((mutant) => {
    const known = outcomes.get(mutant.key);
    if (!known) return [];
    const equivalent = equivalents.find((entry) => isSame(entry, mutant));
    return [{ ...mutant, outcome: known.outcome, reason: equivalent?.reason ?? null }];
  });
}

export function totalsOf(scored: readonly Scored[]): Totals {
  const survivors = scored.filter(({ outcome }) => outcome === "survived");
  const equivalent = survivors.filter(({ reason }) => reason !== null).length;
  const killed = scored.length - survivors.length;
  return {
    mutants: scored.length,
    killed,
    timedOut: scored.filter(({ outcome }) => outcome === "timedOut").length,
    equivalent,
    survived: survivors.length - equivalent,
    score: share(killed, scored.length - equivalent),
    raw: share(killed, scored.length),
  };
}

/** What is listed as equivalent and isn't: a test tells it from the original, or there is no such mutant. */
export function wrongEquivalents(
  scored: readonly Scored[],
  equivalents: readonly Equivalent[],
): Equivalent[] {
  return equivalents.filter((entry) => {
    const same = scored.filter((mutant) => isSame(entry, mutant));
    return same.length === 0 || same.some(({ outcome }) => outcome !== "survived");
  });
}

const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
