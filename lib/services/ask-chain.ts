import { BaseError } from "viem";
import { AppError } from "@/lib/errors";

const RETRY_AFTER_SECONDS = 5;

/**
 * What only the chain knows, and no index, or what only a signer's key can do.
 * @throws {AppError} `chain_unavailable` when no node, or the signer's process, answers.
 */
export async function askChain<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof BaseError)) throw error;
    throw new AppError("chain_unavailable", "The chain can't be asked just now. Try again in a moment.", {
      extra: { retryAfterSeconds: RETRY_AFTER_SECONDS },
      cause: error,
    });
  }
}
