import { seededRandom } from "@/test/rpc-proxy/seeded-random";

/** Choices that follow from a seed and a name alone, so that what is chosen in a failed run can be chosen again. */
export function createRandom(seed: number, name: string) {
  const next = seededRandom(seed, name);
  return {
    /** From 0 up to, but not including, `limit`. */
    below: (limit: number) => Math.floor(next() * limit),
    between: (low: number, high: number) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability: number) => next() < probability,
    pick: <T>(from: readonly [T, ...T[]]): T => from[Math.floor(next() * from.length)] ?? from[0],
  };
}

export type Random = ReturnType<typeof createRandom>;
