import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Description } from "./describe-mutant";

const schema = z.array(
  z.object({
    file: z.string(),
    function: z.string(),
    original: z.string(),
    mutated: z.string(),
    reason: z.string().min(20),
  }),
);
export type Equivalent = z.infer<typeof schema>[number];

/** Mutants that no test can tell from the original, each with the reason. */
export async function readEquivalents(): Promise<Equivalent[]> {
  return schema.parse(JSON.parse(await readFile(join(import.meta.dirname, "equivalents.json"), "utf8")));
}

export const isSame = (equivalent: Equivalent, mutant: Description): boolean =>
  equivalent.file === mutant.file &&
  equivalent.function === mutant.inFunction &&
  equivalent.original === mutant.original &&
  equivalent.mutated === mutant.mutated;
