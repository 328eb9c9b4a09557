import { AppError } from "@/lib/errors";
import type { Answer } from "./answer";

/**
 * Turns a refusal into the answer an idempotency key keeps. What a repeat may do better (our failures, too many
 * requests, missing sign-in) stays an error and undoes what was written.
 */
export async function keepable<Outcome>(
  refuse: (error: AppError) => Answer,
  run: () => Promise<Outcome>,
): Promise<Outcome | Answer> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError && isKept(error.status)) return refuse(error);
    throw error;
  }
}

function isKept(status: number): boolean {
  return status < 500 && status !== 401 && status !== 429;
}
