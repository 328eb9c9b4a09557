import { z } from "zod";

/** A test, by its file's name and its place in it. */
const testSchema = z.object({ file: z.string(), index: z.number(), limitMs: z.number() });

/** What a worker is asked: which tests reach what, or which of some tests a mutant fails. */
export const requestSchema = z.discriminatedUnion("ask", [
  z.object({ ask: z.literal("survey"), files: z.array(z.string()) }),
  z.object({
    ask: z.literal("try"),
    mutant: z.number(),
    tests: z.array(testSchema),
    /** Files whose shared chains run the mutant while they are set up. */
    reload: z.array(z.string()),
  }),
]);
export type Request = z.infer<typeof requestSchema>;

const surveyedTestSchema = z.object({
  file: z.string(),
  index: z.number(),
  name: z.string(),
  durationMs: z.number(),
  failure: z.string().nullable(),
  sites: z.array(z.number()),
});
export type SurveyedTest = z.infer<typeof surveyedTestSchema>;

export const surveySchema = z.object({
  tests: z.array(surveyedTestSchema),
  /** By file: what is reached before its first test. */
  setUp: z.record(z.string(), z.array(z.number())),
});
export type Survey = z.infer<typeof surveySchema>;

const verdictSchema = z.object({
  killer: z
    .object({ file: z.string(), name: z.string(), reason: z.string(), timedOut: z.boolean() })
    .nullable(),
  residentMegabytes: z.number(),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** What a worker answers. */
export const replySchema = z.discriminatedUnion("answer", [
  surveySchema.extend({ answer: z.literal("survey") }),
  verdictSchema.extend({ answer: z.literal("verdict") }),
]);
export type Reply = z.infer<typeof replySchema>;
