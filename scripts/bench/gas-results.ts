import type { LibraryName } from "../../hardhat/bench/comparators";
import type { Measurement } from "../../hardhat/bench/subject";
import { WORK } from "./gas-work";
import type { Result } from "./report";

/** Ours by the work's own key, the others' with their name behind it: `mint_distinct`, `mint_distinct_solady`. */
export function gasResults(
  ours: readonly Measurement[],
  others: ReadonlyMap<LibraryName, readonly Measurement[]>,
): Result[] {
  return [
    ...ours.map(ourResult),
    ...[...others].flatMap(([library, measurements]) =>
      measurements.map((measurement) => toResult(measurement, `_${library}`)),
    ),
  ];
}

function ourResult(measurement: Measurement): Result {
  const work = WORK.find(({ key }) => key === measurement.key);
  if (!work) throw new Error(`${measurement.key} was measured, but gas-work.ts doesn't say what it is`);
  const result = { ...toResult(measurement), target: work.target };
  return work.open
    ? { ...result, note: `OPEN: ${work.open}, with solc 0.8.24, 800 runs and helper contracts stubbed` }
    : result;
}

function toResult({ key, gas, tickets }: Measurement, suffix = ""): Result {
  return {
    key: `${key}${suffix}`,
    value: Math.round(gas / tickets),
    unit: tickets === 1 ? "gas" : "gas per ticket",
    target: null,
    better: "lower",
  };
}
