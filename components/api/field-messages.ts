import type { ApiFieldError } from "./api-problem";

/** Path of a field → what is wrong with it; the same paths as in the API. */
export type FieldMessages = Readonly<Record<string, string>>;

/** The server's field errors for a form: the first of each field, as a sentence. */
export function fieldMessages(errors: readonly ApiFieldError[]): FieldMessages {
  const messages: Record<string, string> = {};
  for (const { path, message } of errors) messages[path] ??= sentence(message);
  return messages;
}

/** `must be after startsAt` → `Must be after startsAt.` */
function sentence(text: string): string {
  const capitalised = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capitalised) ? capitalised : `${capitalised}.`;
}
