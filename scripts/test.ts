/**
 * `npm test`: every kind of test, one after the other, and at the end how many of each ran. Ends with 1 when a test
 * failed, or when a kind had none: a suite that silently runs nothing proves nothing.
 */
import { findServerPrograms } from "./faults/own-postgres";
import { findPostgres } from "./lib/find-postgres";
import { runFaults, runHardhat, runPlaywright, runVitest, type TestRun } from "./lib/test-counts";

/** A few, with other choices each time: `npm run test:faults` is the long form. */
const FAULT_ROUNDS = 2;

const postgres = await findPostgres();

type Kind = { name: string; run: (() => Promise<TestRun>) | null; why?: string };

const KINDS: readonly Kind[] = [
  { name: "contracts", run: runHardhat },
  { name: "unit", run: () => runVitest("unit", { name: "unit", env: {} }) },
  {
    name: "integration, PGlite",
    run: () => runVitest("integration", { name: "integration-pglite", env: { TEST_DATABASE_URL: "" } }),
  },
  {
    name: "integration, Postgres",
    run: postgres
      ? () => runVitest("integration", { name: "integration-postgres", env: { TEST_DATABASE_URL: postgres } })
      : null,
    why: "not run: no Postgres lets us in on 127.0.0.1:5432, and TEST_DATABASE_URL is not set",
  },
  { name: "faults, PGlite", run: () => runFaults("pglite", FAULT_ROUNDS) },
  {
    name: "faults, Postgres",
    run: (await findServerPrograms()) ? () => runFaults("postgres", FAULT_ROUNDS) : null,
    why: "not run: no Postgres that we may kill is installed under /usr/lib/postgresql",
  },
  { name: "browser", run: runPlaywright },
];

const results: { name: string; run: TestRun | null; why: string }[] = [];
for (const { name, run, why = "" } of KINDS) {
  console.log(`\n━━ ${name} ━━ ${run ? "" : why}`);
  results.push({ name, run: run ? await run() : null, why });
}

const sum = (key: "passed" | "failed" | "skipped") =>
  results.reduce((total, { run }) => total + (run?.[key] ?? 0), 0);
const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
const empty = results.filter(({ run }) => run && run.passed + run.failed === 0).map(({ name }) => name);

console.log(`\n${row("", "passed", "failed", "skipped", "seconds")}`);
for (const { name, run, why } of results) {
  console.log(run ? row(name, run.passed, run.failed, run.skipped, run.seconds) : `${name.padEnd(24)}${why}`);
}
console.log("");
if (empty.length > 0) console.log(`No test ran of: ${empty.join("; ")}.`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 || empty.length > 0 ? 1 : 0;

function row(name: string, ...cells: (string | number)[]): string {
  return name.padEnd(24) + cells.map((cell) => String(cell).padStart(9)).join("");
}
