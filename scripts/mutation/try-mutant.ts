import { closeChains, turnOn } from "./chains";
import type { Request, Verdict } from "./messages";
import { runTest } from "./run-test";
import { loadSuite, type Suite } from "./suite";
import { testFile } from "./test-files";

type TryRequest = Extract<Request, { ask: "try" }>;

/** Files as they are set up without a mutant. */
const shared = new Map<string, Suite>();

/** Runs tests until one notices the mutant. */
export async function tryMutant({ mutant, tests, reload }: TryRequest): Promise<Verdict> {
  const own = new Map<string, Suite>();
  const suiteOf = async (file: string) => {
    const mutated = reload.includes(file);
    const known = mutated ? own : shared;
    const suite = known.get(file);
    if (suite) return suite;
    turnOn(mutated ? mutant : 0);
    const loaded = await loadSuite(testFile(file));
    known.set(file, loaded);
    return loaded;
  };
  let killer: Verdict["killer"] = null;
  for (const { file, index, limitMs } of tests) {
    killer = await failure(file, index, limitMs);
    if (killer) break;
  }
  for (const { chains } of own.values()) await closeChains(chains);
  return { killer, residentMegabytes: process.memoryUsage().rss / 1_000_000 };

  async function failure(file: string, index: number, limitMs: number): Promise<Verdict["killer"]> {
    let suite: Suite;
    try {
      suite = await suiteOf(file);
    } catch (error) {
      return { file, name: "set-up", reason: String(error).slice(0, 200), timedOut: false };
    }
    const test = suite.tests[index];
    if (!test) throw new Error(`${file} has no test ${index}`);
    turnOn(mutant);
    const outcome = await runTest(suite, test, limitMs);
    return outcome.passed ? null : { file, name: test.name, ...outcome };
  }
}
