import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { repository } from "../lib/repository";

const FILE = join(repository, "cache/mutation.jsonl");

const recordSchema = z.object({
  key: z.string(),
  /** A hash of all contracts: a mutant of other sources is another mutant. */
  contracts: z.string(),
  outcome: z.enum(["killed", "timedOut", "survived"]),
  killer: z.object({ file: z.string(), name: z.string(), reason: z.string() }).optional(),
  /** The hashes of the test files that were tried, or of the one that killed. */
  tests: z.array(z.string()),
});
/** What came of a mutant. */
export type Outcome = z.infer<typeof recordSchema>;

/** What earlier runs found out about these contracts, by mutant; the latest counts. */
export async function readOutcomes(contracts: string): Promise<Map<string, Outcome>> {
  const lines = await readFile(FILE, "utf8").catch(() => "");
  const records = lines
    .split("\n")
    .filter(Boolean)
    .map((line) => recordSchema.parse(JSON.parse(line)));
  return new Map(
    records.filter((record) => record.contracts === contracts).map((record) => [record.key, record]),
  );
}

/** Writes an outcome down at once, so that a run that is stopped goes on where it was. */
export async function recordOutcome(outcome: Outcome): Promise<void> {
  await mkdir(dirname(FILE), { recursive: true });
  await appendFile(FILE, `${JSON.stringify(outcome)}\n`);
}
