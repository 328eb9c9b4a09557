import { z } from "zod";

const address = z.templateLiteral(["0x", z.string()]);

/** What to index, and into which database. */
export const taskSchema = z.object({
  rpcUrl: z.string(),
  database: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("pglite"), folder: z.string() }),
    z.object({ kind: z.literal("postgres"), url: z.string() }),
  ]),
  events: z.array(z.object({ id: z.string(), contract: address, owner: address, endsAt: z.coerce.date() })),
});
export type Task = z.infer<typeof taskSchema>;

export const indexedSchema = z.object({ seconds: z.number(), tickets: z.int(), peakRssBytes: z.number() });
export type Indexed = z.infer<typeof indexedSchema>;
