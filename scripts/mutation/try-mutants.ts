import { describeMutant } from "./describe-mutant";
import type { Request, Survey, Verdict } from "./messages";
import type { Mutant } from "./mutant";
import type { Outcome } from "./results-file";
import type { Selected } from "./select-mutants";
import type { ParsedFile } from "./site";
import { startWorker } from "./start-worker";
import { testOrder } from "./test-order";

/** A worker that has grown beyond this is replaced. */
const RESIDENT_MEGABYTES_MAX = 2_500;

export type Run = {
  files: readonly ParsedFile[];
  /** Mutants with the test files that each is tried against. */
  mutants: readonly (Selected & { tests: readonly string[]; suspect?: Outcome["killer"] })[];
  survey: Survey;
  workers: number;
  contracts: string;
  /** What each test file's hash is, by its name. */
  hashes: ReadonlyMap<string, string>;
  onOutcome: (outcome: Outcome) => Promise<void>;
};

/** Tries every mutant, and tells what comes of each as soon as it is known. */
export async function tryMutants(run: Run): Promise<void> {
  const waiting = [...run.mutants];
  const order = testOrder(run.survey);
  await Promise.all(
    Array.from({ length: run.workers }, async () => {
      let worker = startWorker();
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { mutant, site, tests, suspect } = next;
        const candidates = order.candidates(site, tests, suspect);
        const request: Request = {
          ask: "try",
          mutant: mutant.id,
          reload: candidates.reload,
          // Other processes can be busy: late is what takes many times as long, and some time beside.
          tests: candidates.tests.map(({ file, index, durationMs }) => ({
            file,
            index,
            limitMs: 20_000 + 10 * durationMs,
          })),
        };
        let reply = await worker.ask(request);
        if (!reply) {
          // The worker may have ended for what was before.
          worker.stop();
          worker = startWorker();
          reply = await worker.ask(request);
        }
        const verdict = reply?.answer === "verdict" ? reply : null;
        if (verdict?.killer) order.killed(verdict.killer.file, verdict.killer.name);
        await run.onOutcome(outcomeOf(run, mutant, tests, verdict));
        if (verdict && !verdict.killer?.timedOut && verdict.residentMegabytes < RESIDENT_MEGABYTES_MAX)
          continue;
        worker.stop();
        worker = startWorker();
      }
      worker.stop();
    }),
  );
}

/** A fresh worker that ended over a mutant gave no verdict: the mutant is taken for one that never ends. */
function outcomeOf(run: Run, mutant: Mutant, tests: readonly string[], verdict: Verdict | null): Outcome {
  const { key } = describeMutant(mutant, run.files);
  const hashesOf = (names: readonly string[]) => names.flatMap((name) => run.hashes.get(name) ?? []);
  const base = { key, contracts: run.contracts };
  if (!verdict) return { ...base, outcome: "timedOut", tests: hashesOf(tests) };
  const { killer } = verdict;
  if (!killer) return { ...base, outcome: "survived", tests: hashesOf([...run.hashes.keys()]) };
  const { file, name, reason, timedOut } = killer;
  return {
    ...base,
    outcome: timedOut ? "timedOut" : "killed",
    killer: { file, name, reason },
    tests: hashesOf([file]),
  };
}
