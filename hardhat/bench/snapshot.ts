import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { CodeSize } from "./code-sizes";
import type { Measurement } from "./subject";

const file = path.resolve(import.meta.dirname, "../gas-snapshot.json");

const snapshotSchema = z.record(z.string(), z.number().int());
/** Whole transactions' gas and sizes in bytes, by name. */
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What the measurements amount to, in a fixed order. */
export function toSnapshot(measurements: readonly Measurement[], sizes: readonly CodeSize[]): Snapshot {
  return Object.fromEntries([
    ...measurements.map(({ key, gas }) => [`${key} gas`, gas]),
    ...sizes.map(({ contract, runtimeBytes }) => [`${contract} runtime bytes`, runtimeBytes]),
    ...sizes.map(({ contract, initBytes }) => [`${contract} init bytes`, initBytes]),
  ]);
}

/** The committed snapshot; empty when there is none. */
export async function readSnapshot(): Promise<Snapshot> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  return snapshotSchema.parse(JSON.parse(text));
}

export async function writeSnapshot(snapshot: Snapshot): Promise<void> {
  await writeFile(file, `${JSON.stringify(snapshot, null, 2)}\n`);
}

/** One line for each name whose figure is another, or is in one of the two alone. */
export function compareSnapshots(committed: Snapshot, measured: Snapshot): string[] {
  const names = new Set([...Object.keys(committed), ...Object.keys(measured)]);
  return [...names]
    .filter((name) => committed[name] !== measured[name])
    .map((name) => `${name}: ${written(committed[name])} -> ${written(measured[name])}`);
}

function written(figure: number | undefined): string {
  return figure === undefined ? "nothing" : figure.toLocaleString("en");
}
