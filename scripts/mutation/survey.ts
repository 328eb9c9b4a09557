import hre from "hardhat";
import { closeChains, turnOn } from "./chains";
import type { Survey, SurveyedTest } from "./messages";
import { SURVEY } from "./mutant-contract";
import { runTest } from "./run-test";
import { loadSuite } from "./suite";
import { testFile } from "./test-files";

const LIMIT_MS = 120_000;

/** Runs these files' tests with no mutant on: whether they pass, how long they take, and what they reach. */
export async function survey(files: readonly string[]): Promise<Survey> {
  let reached = new Set<number>();
  const listener = {
    onCoverageData: async (_: unknown, hits: string[]) => {
      for (const hit of hits) reached.add(Number(`0x${hit}`));
    },
  };
  const take = () => {
    const sites = [...reached];
    reached = new Set();
    return sites;
  };
  const tests: SurveyedTest[] = [];
  const setUp: Survey["setUp"] = {};
  hre.hooks.registerHandlers("network", listener);
  turnOn(SURVEY);
  for (const file of files) {
    const suite = await loadSuite(testFile(file));
    setUp[file] = take();
    for (const [index, test] of suite.tests.entries()) {
      const startedMs = performance.now();
      const outcome = await runTest(suite, test, LIMIT_MS);
      const durationMs = Math.ceil(performance.now() - startedMs);
      const failure = outcome.passed ? null : outcome.reason;
      tests.push({ file, index, name: test.name, durationMs, failure, sites: take() });
    }
    await closeChains(suite.chains);
  }
  hre.hooks.unregisterHandlers("network", listener);
  return { tests, setUp };
}
