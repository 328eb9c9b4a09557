import { DrizzleQueryError } from "drizzle-orm";
import { BaseError } from "viem";

/** The app can't start as it is set up. `message` is for the person who started it: what is wrong, and what to do. */
export class BootError extends Error {
  override readonly name = "BootError";
}

/** The error's own words, for the end of a sentence of ours. viem's leave out the node's URL, which may hold a key. */
export function reasonOf(error: unknown): string {
  if (error instanceof BaseError) return error.details || error.shortMessage;
  if (error instanceof DrizzleQueryError && error.cause) return reasonOf(error.cause);
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.message || ("code" in error ? String(error.code) : error.name);
}
