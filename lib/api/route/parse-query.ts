import type { z } from "zod";
import { parseInput } from "./parse-input";

/** Parses the query string. A parameter given more than once is an array, which no schema here takes: 422. */
export function parseQuery<T>(schema: z.ZodType<T>, url: string): T {
  const values = new Map<string, string | string[]>();
  for (const [name, value] of new URL(url).searchParams) {
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : [earlier, value].flat());
  }
  return parseInput(schema, Object.fromEntries(values));
}
