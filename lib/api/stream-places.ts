import { AppError } from "@/lib/errors";

const RETRY_AFTER_SECONDS = 10;

/**
 * Places for answers that go on for a while, so many for each owner. A stream costs a question to the database twice a
 * second for as long as it is open, which the rate limit, counting requests, can't see.
 */
export function createStreamPlaces(options: { perOwner: number }) {
  const { perOwner } = options;
  const taken = new Map<string, number>();

  return {
    /**
     * Takes a place. @returns what gives it back; calling that again does nothing.
     * @throws {AppError} `rate_limited` when all of the owner's are taken.
     */
    take(owner: string): () => void {
      const count = taken.get(owner) ?? 0;
      if (count >= perOwner) {
        throw new AppError(
          "rate_limited",
          `At most ${perOwner} streams at once. Close one, or ask from time to time instead.`,
          { extra: { retryAfterSeconds: RETRY_AFTER_SECONDS } },
        );
      }
      taken.set(owner, count + 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const left = (taken.get(owner) ?? 1) - 1;
        if (left > 0) taken.set(owner, left);
        else taken.delete(owner);
      };
    },
  };
}
