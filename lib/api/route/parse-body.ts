import type { z } from "zod";
import { AppError, type FieldError } from "@/lib/errors";
import { parseInput } from "./parse-input";
import { parseJson, type RequestBody } from "./read-body";

/**
 * Parses a JSON body with its schema. No body at all means `{}` where nothing is required.
 * @throws {AppError} `body_too_large`, `unsupported_media_type`, `malformed_json` or `validation_failed`.
 */
export function parseBody<T>(
  schema: z.ZodType<T>,
  {
    body,
    headers,
    inspect,
  }: { body: RequestBody; headers: Headers; inspect?: (value: unknown) => FieldError[] },
): T {
  const value = parseJson(body, headers.get("content-type"));
  if (value !== undefined) return parseInput(schema, value, inspect);

  const empty = schema.safeParse({});
  if (empty.success) return empty.data;
  throw new AppError("malformed_json", "The body is empty: send a JSON object.");
}
