import type { Survey } from "./messages";
import type { Outcome } from "./results-file";
import { type Selected, selectEvenly } from "./select-mutants";
import { type Run, tryMutants } from "./try-mutants";

/** A file whose tests read a lot and say little. */
const WEAK_TESTS = "standards.ts";
const SAMPLE = 60;

/** How many of some killed mutants are noticed by weak tests. */
export type Control = { tests: string; mutants: number; killed: number };

/** Tries some of the killed mutants against weak tests, which have to let most of them live: the score can fall. */
export async function runControl(
  run: Omit<Run, "mutants" | "onOutcome">,
  killed: readonly Selected[],
): Promise<Control> {
  const survey: Survey = { ...run.survey, tests: run.survey.tests.filter(({ file }) => file === WEAK_TESTS) };
  const mutants = selectEvenly(killed, SAMPLE).map((selected) => ({ ...selected, tests: [WEAK_TESTS] }));
  let noticed = 0;
  const onOutcome = async ({ outcome }: Outcome) => {
    if (outcome !== "survived") noticed++;
  };
  await tryMutants({ ...run, survey, mutants, onOutcome });
  return { tests: WEAK_TESTS, mutants: mutants.length, killed: noticed };
}
