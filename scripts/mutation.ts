/**
 * `npm run test:mutation`: would the contracts' tests notice a mistake? Makes every small mistake there is, one at a time,
 * and runs the tests against each (docs/mutation.md). Ends with 1 when fewer than 95 % are noticed, or when one that isn't
 * has no explanation.
 */
import { createHash } from "node:crypto";
import { buildMutants } from "./mutation/build-mutants";
import { describeMutant } from "./mutation/describe-mutant";
import { readEquivalents } from "./mutation/equivalents";
import { findMutants } from "./mutation/find-mutants";
import { hashTests } from "./mutation/hash-tests";
import { openFiles } from "./mutation/open-files";
import { isWhole, options } from "./mutation/options";
import { readContracts } from "./mutation/read-contracts";
import { readOutcomes, recordOutcome } from "./mutation/results-file";
import { runSurvey } from "./mutation/run-survey";
import { scoreMutants, totalsOf, wrongEquivalents } from "./mutation/score";
import { selectMutants } from "./mutation/select-mutants";
import { testFiles } from "./mutation/test-files";
import { tryMutants } from "./mutation/try-mutants";
import { writePage } from "./mutation/write-page";

const SCORE_MIN = 0.95;
const startedMs = Date.now();
const say = (text: string) =>
  console.log(`${String(Math.round((Date.now() - startedMs) / 1000)).padStart(5)} s  ${text}`);

const files = await readContracts();
const contracts = createHash("sha256")
  .update(JSON.stringify(files.map(({ source }) => source)))
  .digest("hex");
const all = findMutants(files);
const mutants = selectMutants(all, options);
const names = (await testFiles()).filter((name) => name.includes(options.tests));
const hashes = await hashTests(names);
const outcomes = await readOutcomes(contracts);
say(`${all.length} mutants, ${mutants.length} of them chosen`);

const open = mutants
  .map(({ mutant, site }) => ({
    mutant,
    site,
    tests: openFiles(outcomes.get(describeMutant(mutant, files).key), hashes),
  }))
  .filter(({ tests }) => tests.length > 0);
if (open.length > 0) {
  const artifacts = await buildMutants(files, all);
  say("compiled");
  const dependsOn = names.map((name): [string, string] => [name, `${artifacts}/${hashes.get(name)}`]);
  const survey = await runSurvey(new Map(dependsOn), options.workers);
  say(`${survey.tests.length} tests pass without a mutant`);
  let done = 0;
  const onOutcome = async (outcome: typeof outcomes extends Map<string, infer O> ? O : never) => {
    outcomes.set(outcome.key, outcome);
    await recordOutcome(outcome);
    if (++done % 50 === 0) say(`${done} of ${open.length} mutants`);
  };
  await tryMutants({ files, mutants: open, survey, workers: options.workers, contracts, hashes, onOutcome });
}

const equivalents = await readEquivalents();
const scored = scoreMutants(
  mutants.map(({ mutant }) => describeMutant(mutant, files)),
  outcomes,
  equivalents,
);
const totals = totalsOf(scored);
const wrong = isWhole ? wrongEquivalents(scored, equivalents) : [];
const unexplained = scored.filter(({ outcome, reason }) => outcome === "survived" && reason === null);
for (const { file, line, inFunction, original, mutated } of unexplained)
  console.log(`survived: ${file}:${line} ${inFunction}\n    ${original}\n  → ${mutated || "(nothing)"}`);
for (const { file, original, mutated } of wrong)
  console.log(`listed as equivalent, and isn't: ${file}\n    ${original}\n  → ${mutated}`);
if (isWhole) await writePage(scored);
say(JSON.stringify(totals));
process.exitCode = totals.score < SCORE_MIN || unexplained.length > 0 || wrong.length > 0 ? 1 : 0;
