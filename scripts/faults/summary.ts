import type { Counts } from "@/test/rpc-proxy/counts";
import type { Told } from "./faults";

/** What went wrong in all rounds, in lines. */
export function summary(told: readonly Told[], { faults }: Counts): string[] {
  const kinds = Map.groupBy(told, ({ kind }) => kind);
  const lines = [...kinds].map(([kind, all]) => `${kind} ×${all.length}${blocksOf(all)}`);
  const lies = Object.entries(faults).filter(([, count]) => count > 0);
  return [lines.join(", "), `RPC requests: ${lies.map(([name, count]) => `${name} ×${count}`).join(", ")}`];
}

function blocksOf(told: readonly Told[]): string {
  const broken = told.flatMap((one) => one.broken ?? []);
  if (broken.length === 0) return "";
  const sum = (key: "kept" | "dropped") => broken.reduce((total, one) => total + one[key], 0);
  const deepest = Math.max(...broken.map(({ depth }) => depth));
  return ` (deepest ${deepest}; ${sum("dropped")} transactions dropped, ${sum("kept")} kept)`;
}
