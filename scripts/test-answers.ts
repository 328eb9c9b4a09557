/**
 * `npm run test:answers`: runs the tests of the API and tells which of the answers that its document declares, by operation,
 * status and code, none of them has seen. Ends with 1 when there are any. What the property tests happen to meet doesn't count.
 */
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "./lib/repository";
import { runCommand } from "./lib/run-command";

const FOLDER = join(repository, "test-results", "answers");

/** What no call can bring about: these ask nothing that could fail, or say so themselves. */
const NEVER = new Set(
  ["getHealth", "getReadiness", "getMetrics", "getOpenApiDocument"].map((id) => `${id} 500 internal_error`),
);

await rm(FOLDER, { recursive: true, force: true });
const { ok, output } = await runCommand(["vitest", "run", "--project", "integration", "app/api", "lib/api"], {
  env: { SEEN_ANSWERS: FOLDER },
  quiet: true,
});
if (!ok) console.log(output);

const declared = await linesOf(["declared.txt"]);
const seen = await linesOf((await readdir(FOLDER)).filter((name) => name.startsWith("seen-")));
const missing = [...declared].filter((line) => !seen.has(line) && !NEVER.has(line));
for (const line of missing) console.log(`no test has seen: ${line}`);
console.log(`${declared.size} answers declared, ${missing.length} seen by no test`);
process.exitCode = ok && missing.length === 0 ? 0 : 1;

async function linesOf(names: readonly string[]): Promise<Set<string>> {
  const texts = await Promise.all(names.map((name) => readFile(join(FOLDER, name), "utf8")));
  return new Set(texts.join("\n").split("\n").filter(Boolean));
}
