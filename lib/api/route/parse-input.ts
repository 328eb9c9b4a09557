import type { z } from "zod";
import { AppError, type FieldError } from "@/lib/errors";
import { fieldErrors } from "@/lib/services/field-errors";
import { unstorableStrings } from "./unstorable-strings";

/** More bad fields than the largest honest call has items; keeps a hostile body from growing into a larger answer. */
const ERRORS_MAX = 10_000;

/**
 * Parses a body or query with its schema.
 * @param inspect what else is wrong with a value that the schema refuses; a field is told of once.
 * @throws {AppError} `validation_failed` with every bad field.
 */
export function parseInput<T>(
  schema: z.ZodType<T>,
  value: unknown,
  inspect: (value: unknown) => FieldError[] = () => [],
): T {
  const parsed = schema.safeParse(value);
  const errors = parsed.success
    ? unstorableStrings(value)
    : withMore(fieldErrors(parsed.error), inspect(value));
  if (parsed.success && errors.length === 0) return parsed.data;

  const count = errors.length;
  const detail =
    count === 1 ? "One field is not valid: see errors." : `${count} fields are not valid: see errors.`;
  throw new AppError("validation_failed", detail, { errors: errors.slice(0, ERRORS_MAX) });
}

function withMore(found: FieldError[], more: FieldError[]): FieldError[] {
  const known = new Set(found.map(({ path }) => path));
  return [...found, ...more.filter(({ path }) => !known.has(path))];
}
