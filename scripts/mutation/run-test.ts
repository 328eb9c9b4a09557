import { setTimeout as wait } from "node:timers/promises";
import { openChains, restore, snapshot } from "./chains";
import type { CollectedTest } from "./collect-tests";
import type { Suite } from "./suite";

export type TestOutcome = { passed: true } | { passed: false; reason: string; timedOut: boolean };

/** Runs one test against the mutant that is turned on, and leaves no trace of it in its file's chains. */
export async function runTest(suite: Suite, test: CollectedTest, limitMs: number): Promise<TestOutcome> {
  const kept = openChains();
  const before = await snapshot(suite.chains);
  const stop = new AbortController();
  const late = wait(limitMs, "late" as const, { signal: stop.signal });
  late.catch(() => {});
  try {
    const first = await Promise.race([Promise.resolve(test.run()).then(() => "done" as const), late]);
    if (first === "late") return { passed: false, reason: `took over ${limitMs} ms`, timedOut: true };
    await restore(before, kept);
    return { passed: true };
  } catch (error) {
    await restore(before, kept);
    return { passed: false, reason: reasonOf(error), timedOut: false };
  } finally {
    stop.abort();
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, " ").slice(0, 200);
}
