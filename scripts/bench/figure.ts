import type { Result } from "./report";

type Rest = { unit: string; target?: number | null; better?: Result["better"]; note: string };

/** A figure for the report: ratios to two places, rates to whole numbers. */
export function figure(key: string, value: number, rest: Rest): Result {
  const { unit, target = null, better = "higher", note } = rest;
  const rounded = value < 100 ? Math.round(value * 100) / 100 : Math.round(value);
  return { key, value: rounded, unit, target, better, note };
}
