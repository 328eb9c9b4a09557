import { z } from "zod";

/** What to fire at a server: each request of the list once, or over and over for so many seconds. */
export const shotSchema = z.object({
  url: z.string(),
  method: z.enum(["GET", "POST"]),
  headers: z.record(z.string(), z.string()),
  /** Paths with their bodies, fired in turn. */
  requests: z.array(z.object({ path: z.string(), body: z.string().optional() })).min(1),
  connections: z.int(),
  /** Null: until each request was fired once. */
  seconds: z.number().nullable(),
});
export type Shot = z.infer<typeof shotSchema>;

/** How it was answered. */
export const hitSchema = z.object({ perSecond: z.number(), p50Ms: z.number(), p99Ms: z.number() });
export type Hit = z.infer<typeof hitSchema>;

export const answerSchema = z.union([z.object({ hit: hitSchema }), z.object({ error: z.string() })]);
export type Answer = z.infer<typeof answerSchema>;
