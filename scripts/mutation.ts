/**
 * `npm run test:mutation`: would the contracts' tests notice a mistake? Makes every small mistake there is, one at a time,
 * and runs the tests against each (docs/mutation.md). Ends with 1 when fewer than 95 % are noticed, when one that isn't
 * has no explanation, or when weak tests would do as well.
 */
import { describeMutant } from "./mutation/describe-mutant";
import { readEquivalents } from "./mutation/equivalents";
import { findMutants } from "./mutation/find-mutants";
import { isWhole, options } from "./mutation/options";
import { printFindings } from "./mutation/print-findings";
import { readContracts } from "./mutation/read-contracts";
import { runMutants } from "./mutation/run-mutants";
import { scoreMutants, totalsOf, wrongEquivalents } from "./mutation/score";
import { selectMutants } from "./mutation/select-mutants";
import { writePage } from "./mutation/write-page";

const SCORE_MIN = 0.95;

const startedMs = performance.now();
const say = (text: string) =>
  console.log(`${Math.round((performance.now() - startedMs) / 1000)} s`.padStart(7), text);

const files = await readContracts();
const all = findMutants(files);
const selected = selectMutants(all, options);
say(`${all.length} mutants, ${selected.length} of them chosen`);
const { outcomes, control } = await runMutants({ files, all, selected, options, say });

const equivalents = await readEquivalents();
const described = selected.map(({ mutant }) => describeMutant(mutant, files));
const scored = scoreMutants(described, outcomes, equivalents);
const wrong = isWhole ? wrongEquivalents(scored, equivalents) : [];
const unexplained = scored.filter(({ outcome, reason }) => outcome === "survived" && reason === null);
printFindings(unexplained, wrong);
if (isWhole) await writePage(scored, control);

const { score, raw, mutants, killed, equivalent } = totalsOf(scored);
say(
  `score ${score.toFixed(4)}: ${killed} killed of ${mutants}, of which ${equivalent} are equivalent; of all ${raw.toFixed(4)}`,
);
say(`control: ${control.killed} of ${control.mutants} killed by ${control.tests} alone`);
const isBlunt = control.killed / control.mutants >= SCORE_MIN;
process.exitCode = score < SCORE_MIN || unexplained.length > 0 || wrong.length > 0 || isBlunt ? 1 : 0;
