import type { Survey, SurveyedTest } from "./messages";
import { startWorker } from "./start-worker";
import { readSurveys, writeSurveys } from "./surveys-file";

/**
 * Which test reaches what, worked out by several workers. Throws if a test fails without a mutant.
 * @param files test files by name, each with a hash of all that its survey depends on: none is surveyed twice
 */
export async function runSurvey(files: ReadonlyMap<string, string>, workers: number): Promise<Survey> {
  const known = await readSurveys();
  const waiting = [...files].filter(([, hash]) => !known.has(hash));
  await Promise.all(
    Array.from({ length: Math.min(workers, waiting.length) }, () => surveyFiles(waiting, known)),
  );
  await writeSurveys(new Map([...known].filter(([hash]) => [...files.values()].includes(hash))));
  const parts = [...files.values()].flatMap((hash) => known.get(hash) ?? []);
  return {
    tests: parts.flatMap(({ tests }) => tests),
    setUp: Object.assign({}, ...parts.map(({ setUp }) => setUp)),
  };
}

async function surveyFiles(waiting: [string, string][], known: Map<string, Survey>): Promise<void> {
  const worker = startWorker();
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [file, hash] = next;
    const survey = await worker.ask({ ask: "survey", files: [file] });
    if (survey?.answer !== "survey") throw new Error(`${file} can't be surveyed`);
    await confirm(survey.tests.filter(({ failure }) => failure !== null));
    known.set(hash, { tests: survey.tests, setUp: survey.setUp });
  }
  worker.stop();
}

/** Reporting what is reached uses gas, of which some tests count every unit: they have to pass without. */
async function confirm(failed: readonly SurveyedTest[]): Promise<void> {
  if (failed.length === 0) return;
  const worker = startWorker();
  for (const { file, index, name } of failed) {
    const tests = [{ file, index, limitMs: 120_000 }];
    const reply = await worker.ask({ ask: "try", mutant: 0, tests, reload: [] });
    if (reply?.answer !== "verdict" || reply.killer)
      throw new Error(
        `${file} fails without any mutant: ${name}: ${reply?.answer === "verdict" ? reply.killer?.reason : ""}`,
      );
  }
  worker.stop();
}
