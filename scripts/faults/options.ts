import { parseArgs } from "node:util";
import { z } from "zod";

const optionsSchema = z.object({
  rounds: z.coerce.number().int().positive(),
  seed: z.coerce.number().int(),
  database: z.enum(["pglite", "postgres", "both"]),
  control: z.boolean(),
});

/** What was asked for on the command line. @throws {z.ZodError} when that makes no sense. */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "5" },
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
      database: { type: "string", default: "both" },
      control: { type: "boolean", default: false },
    },
  });
  return optionsSchema.parse(values);
}
