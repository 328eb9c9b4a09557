import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../lib/repository";
import type { RoundResult } from "./play-round";
import type { Stage } from "./stage";

const LINES_MAX = 10;

/** A line for a round, and some of what was amiss. */
export function reportRound(round: number, result: RoundResult): void {
  const { lost, twice, different, failed, told, actions, seconds } = result;
  const counts = `${lost.length} lost  ${twice.length} twice  ${different.length} different  ${failed.length} failed`;
  const faults = told.map(({ kind, detail }) => (detail ? `${kind} ${detail}` : kind)).join("; ");
  const number = String(round).padStart(4);
  console.log(`${number}  ${actions} actions  ${counts}  ${seconds.toFixed(1)} s  ${faults}`);
  for (const line of [...lost, ...twice, ...different, ...new Set(failed)].slice(0, LINES_MAX)) {
    console.log(`        ${line}`);
  }
}

/** Keeps what the servers said, to find out why a round failed. */
export async function keepOutputs({ children }: Stage): Promise<void> {
  const folder = "test-results";
  await mkdir(join(repository, folder), { recursive: true });
  for (const { name, output } of children) {
    const file = join(folder, `faults-${name.replace(" ", "-")}.log`);
    await writeFile(join(repository, file), output());
    console.log(`        what ${name} said: ${file}`);
  }
}
