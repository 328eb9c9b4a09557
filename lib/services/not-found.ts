import { AppError } from "@/lib/errors";

/** What is unknown, malformed or another organisation's is answered alike. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}.`);
}
