import type { FieldError } from "@/lib/errors";
import type { TicketTypeRow } from "./project-ticket-type";

/** What is wrong with a type's name beside the event's others. One that the chain refused is no choice, and leaves its name to another. */
export function checkName(
  name: string,
  others: readonly Pick<TicketTypeRow, "name" | "number">[],
): FieldError[] {
  return others.some((other) => other.name === name && other.number > 0)
    ? [{ path: "name", message: "must differ from the names of the event's other types" }]
    : [];
}
