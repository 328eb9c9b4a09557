/**
 * `npm run test:fuzz -- --requests 100000`: sends requests made from the document's schemas, sound and spoilt ones, to every
 * operation of the API, and prints how often each answered what. Ends with 1 when one failed (5xx), was answered what the document
 * doesn't describe, or told what is nobody's business. `--seed 7` for the same requests again.
 */
import { readFile, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { runCommand } from "./lib/run-command";

const REPORT = "test-results/fuzz.json";

const reportSchema = z.object({
  requests: z.int(),
  failures: z.array(z.string()),
  tally: z.record(z.string(), z.record(z.string(), z.int())),
  unreached: z.array(z.string()),
});

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const { requests, seed } = z
  .object({ requests: z.coerce.number().int().positive(), seed: z.coerce.number().int() })
  .parse(values);
console.log(`${requests} requests, seed ${seed}`);

await rm(REPORT, { force: true });
const { ok, output } = await runCommand(
  ["vitest", "run", "--project", "integration", "test/fuzz/fuzz.integration.test.ts"],
  { env: { FUZZ_REQUESTS: String(requests), FUZZ_SEED: String(seed), FUZZ_REPORT: REPORT }, quiet: true },
);
const report = await readFile(REPORT, "utf8").then(
  (text) => reportSchema.parse(JSON.parse(text)),
  () => null,
);
if (report) print(report);
if (!ok) console.log(output);
process.exitCode = ok && report && report.failures.length === 0 ? 0 : 1;

function print({ requests: sent, failures, tally, unreached }: z.infer<typeof reportSchema>): void {
  for (const [operation, counts] of Object.entries(tally).sort(([a], [b]) => a.localeCompare(b))) {
    const cells = Object.entries(counts).map(([status, count]) => `${status}: ${count}`);
    console.log(`${operation.padEnd(24)}${cells.join("  ")}`);
  }
  if (unreached.length > 0) console.log(`never succeeded, so little is shown of: ${unreached.join(", ")}`);
  for (const failure of failures) console.log(`\n${failure}`);
  const failed = Object.entries(tally).reduce((sum, [, counts]) => sum + countOf5xx(counts), 0);
  console.log(`\n${sent} requests: ${failed} answers of 5xx, ${failures.length} kinds of wrong answer`);
}

function countOf5xx(counts: Readonly<Record<string, number>>): number {
  return Object.entries(counts).reduce((sum, [status, count]) => (status >= "500" ? sum + count : sum), 0);
}
