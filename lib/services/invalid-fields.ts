import { AppError, type FieldError } from "@/lib/errors";

/** The refusal of input whose fields are wrong in a way that a schema alone can't see. */
export function invalidFields(errors: readonly FieldError[]): AppError {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return new AppError(
    "validation_failed",
    first ? `${first.path} ${first.message}${more}.` : "Check the input.",
    {
      errors,
    },
  );
}

/** @throws {AppError} `validation_failed` with every one of them, where there is any. */
export function requireFields(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalidFields(errors);
}
