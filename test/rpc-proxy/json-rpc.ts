import { z } from "zod";

const requestSchema = z.looseObject({
  id: z.union([z.number(), z.string(), z.null()]).optional(),
  method: z.string(),
  params: z.array(z.unknown()).default([]),
});
const bodySchema = z.union([requestSchema, z.array(requestSchema)]);
const answerSchema = z.looseObject({
  id: z.union([z.number(), z.string(), z.null()]).optional(),
  result: z.unknown().optional(),
});
const answersSchema = z.union([answerSchema, z.array(answerSchema)]);

export type Request = z.output<typeof requestSchema>;
export type Answer = z.output<typeof answerSchema>;
/** One, or a batch. */
export type Requests = z.output<typeof bodySchema>;
export type Answers = z.output<typeof answersSchema>;

export const parseRequests = (body: string): Requests => bodySchema.parse(JSON.parse(body));
export const parseAnswers = (body: string): Answers => answersSchema.parse(JSON.parse(body));

/** The same change to one or to each of a batch, which stay what they were. */
export function mapEach<T, U>(value: T | T[], change: (item: T) => U): U | U[] {
  return Array.isArray(value) ? value.map(change) : change(value);
}

export const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
