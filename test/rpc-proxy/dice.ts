import type { Counts } from "./counts";
import type { FaultName, Faults } from "./faults";
import { FAULT_NAMES } from "./faults";
import { seededRandom } from "./seeded-random";

export type Dice = {
  /** Whether this fault strikes now; counts it when it does. */
  strikes(name: FaultName): boolean;
  /** A whole number from 1 to `max`. */
  upTo(max: number): number;
};

/** Chance that follows from the seed alone. */
export function rollDice(options: { seed: number; faults: () => Faults; counts: Counts }): Dice {
  const { seed, faults, counts } = options;
  const randoms = new Map(FAULT_NAMES.map((name) => [name, seededRandom(seed, name)]));
  const size = seededRandom(seed, "size");
  return {
    strikes(name) {
      const isHit = (randoms.get(name)?.() ?? 1) < faults()[name];
      if (isHit) counts.faults[name] += 1;
      return isHit;
    },
    upTo: (max) => 1 + Math.floor(size() * max),
  };
}
