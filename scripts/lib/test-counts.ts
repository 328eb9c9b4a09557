import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { repository } from "./repository";
import { runCommand } from "./run-command";

export type TestCounts = { passed: number; failed: number; skipped: number };

export type TestRun = TestCounts & { seconds: number };

/** Hardhat 3 ends with lines such as `69 passing (6 solidity, 63 nodejs)`. */
export async function runHardhat(): Promise<TestRun> {
  const { ok, output, seconds } = await runCommand([
    "hardhat",
    ...["--config", "hardhat/hardhat.config.ts", "test"],
  ]);
  const count = (word: string) =>
    [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, "gm"))].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
  const counts = {
    passed: count("passing"),
    failed: count("failing"),
    skipped: count("(?:skipped|pending)"),
  };
  return { ...believable(ok, counts), seconds };
}

const vitestSchema = z
  .object({
    numPassedTests: z.int(),
    numFailedTests: z.int(),
    numPendingTests: z.int(),
    numTodoTests: z.int(),
  })
  .transform((report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }));

/** One of the projects of vitest.config.ts. */
export async function runVitest(
  project: string,
  options: { name: string; env: Record<string, string> },
): Promise<TestRun> {
  const file = `test-results/${options.name}.json`;
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return runReported(
    ["vitest", "run", "--project", project, ...reporters],
    { ...options, file },
    vitestSchema,
  );
}

const playwrightSchema = z
  .object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }) })
  .transform(({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));

export async function runPlaywright(): Promise<TestRun> {
  return runReported(
    ["playwright", "test"],
    { file: "test-results/browser.json", env: {} },
    playwrightSchema,
  );
}

/** Rounds of the fault tests on one database: each that ends well counts as one test. */
export async function runFaults(database: "pglite" | "postgres", rounds: number): Promise<TestRun> {
  const options = ["--database", database, "--rounds", String(rounds)];
  const { ok, output, seconds } = await runCommand([
    "node",
    "bin/run.mjs",
    "scripts/test-faults.ts",
    ...options,
  ]);
  const [, passed = 0, failed = 0] = /^(\d+) rounds passed, (\d+) failed$/m.exec(output) ?? [];
  return { ...believable(ok, { passed: Number(passed), failed: Number(failed), skipped: 0 }), seconds };
}

async function runReported(
  command: readonly [string, ...string[]],
  { file, env }: { file: string; env: Record<string, string> },
  schema: z.ZodType<TestCounts>,
): Promise<TestRun> {
  const path = join(repository, file);
  // An old report must not be taken for this run's.
  await rm(path, { force: true });
  const { ok, seconds } = await runCommand(command, { env });
  const report = schema.safeParse(await readJson(path));
  const counts = report.success ? report.data : { passed: 0, failed: 0, skipped: 0 };
  return { ...believable(ok, counts), seconds };
}

/** A run that ended badly though no test failed (a file that doesn't load, say) counts as one failure. */
function believable(ok: boolean, counts: TestCounts): TestCounts {
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}
