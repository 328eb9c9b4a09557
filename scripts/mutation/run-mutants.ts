import { createHash } from "node:crypto";
import { buildMutants } from "./build-mutants";
import { describeMutant } from "./describe-mutant";
import { hashTests } from "./hash-tests";
import type { Mutant } from "./mutant";
import { openFiles } from "./open-files";
import { type Outcome, readOutcomes, recordOutcome } from "./results-file";
import { type Control, runControl } from "./run-control";
import { runSurvey } from "./run-survey";
import type { Selected } from "./select-mutants";
import type { ParsedFile } from "./site";
import { testFiles } from "./test-files";
import { tryMutants } from "./try-mutants";

type Work = {
  files: readonly ParsedFile[];
  all: readonly Mutant[];
  selected: readonly Selected[];
  options: { tests: string; workers: number };
  say: (text: string) => void;
};

/** Finds out what comes of the selected mutants, as far as earlier runs haven't, and what weak tests make of some. */
export async function runMutants({ files, all, selected, options, say }: Work) {
  const { workers } = options;
  const names = (await testFiles()).filter((name) => name.includes(options.tests));
  const hashes = await hashTests(names);
  const contracts = hashOf(files.map(({ source }) => source));
  const outcomes = await readOutcomes(contracts);
  const known = ({ mutant }: Selected) => outcomes.get(describeMutant(mutant, files).key);
  const open = selected
    .map((one) => ({ ...one, tests: openFiles(known(one), hashes), suspect: known(one)?.killer }))
    .filter(({ tests }) => tests.length > 0);

  const artifacts = await buildMutants(files, all);
  say("compiled");
  const surveyed = names.map((name): [string, string] => [name, `${artifacts}/${hashes.get(name)}`]);
  const survey = await runSurvey(new Map(surveyed), workers);
  say(`${survey.tests.length} tests pass without a mutant; ${open.length} mutants are open`);

  let done = 0;
  const onOutcome = async (outcome: Outcome) => {
    outcomes.set(outcome.key, outcome);
    await recordOutcome(outcome);
    if (++done % 50 === 0) say(`${done} of ${open.length} mutants`);
  };
  const run = { files, survey, workers, contracts, hashes };
  await tryMutants({ ...run, mutants: open, onOutcome });
  const killed = selected.filter((one) => known(one)?.outcome === "killed");
  const control: Control = await runControl(run, killed);
  return { outcomes, control };
}

const hashOf = (sources: readonly string[]) =>
  createHash("sha256").update(JSON.stringify(sources)).digest("hex");
