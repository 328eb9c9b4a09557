import type { FieldError } from "@/lib/errors";
import { invalidFields } from "@/lib/services/invalid-fields";
import type { TicketTypeRow } from "./project-ticket-type";

/**
 * People choose by the name. One that the chain refused is no choice, and leaves its name to another.
 * @throws {AppError} `validation_failed` on `name`.
 */
export function requireFreeName(
  name: string,
  others: readonly Pick<TicketTypeRow, "name" | "number">[],
): void {
  if (!others.some((other) => other.name === name && other.number > 0)) return;
  const error: FieldError = {
    path: "name",
    message: "must differ from the names of the event's other types",
  };
  throw invalidFields([error]);
}
