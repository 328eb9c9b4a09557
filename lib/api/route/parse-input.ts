import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { fieldErrors } from "@/lib/services/field-errors";
import { unstorableStrings } from "./unstorable-strings";

/** More bad fields than the largest honest call has items; keeps a hostile body from growing into a larger answer. */
const ERRORS_MAX = 10_000;

/**
 * Parses a body or query with its schema.
 * @throws {AppError} `validation_failed` with every bad field.
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  const errors = parsed.success ? unstorableStrings(value) : fieldErrors(parsed.error);
  if (parsed.success && errors.length === 0) return parsed.data;

  const count = errors.length;
  const detail =
    count === 1 ? "One field is not valid: see errors." : `${count} fields are not valid: see errors.`;
  throw new AppError("validation_failed", detail, { errors: errors.slice(0, ERRORS_MAX) });
}
