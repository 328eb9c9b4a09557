import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { repository } from "../lib/repository";

const folder = path.join(repository, "docs/benchmarks");

/** One figure of a benchmark. `target` is null where there is nothing to reach: with what ours is compared, say. */
export type Result = {
  key: string;
  value: number;
  unit: string;
  target: number | null;
  better: "lower" | "higher";
  note?: string;
};

/** What docs/benchmarks/<name>.json holds. */
export type Report = {
  machine: string;
  cores: number;
  node: string;
  /** ISO 8601, UTC. */
  date: string;
  /** What was measured; ends in `+changes` when something was not committed. */
  commit: string;
  results: readonly Result[];
};

/** Whether a figure is as good as its target, or has none. */
export function isReached({ value, target, better }: Result): boolean {
  if (target === null) return true;
  return better === "lower" ? value <= target : value >= target;
}

/** The results with where and when they were measured. */
export async function createReport(results: readonly Result[]): Promise<Report> {
  const cpus = os.cpus();
  const gib = Math.round(os.totalmem() / 2 ** 30);
  return {
    machine: `${cpus[0]?.model.trim() ?? "unknown processor"}, ${gib} GiB, ${os.platform()} ${os.arch()}`,
    cores: cpus.length,
    node: process.version,
    date: new Date().toISOString(),
    commit: await describeCommit(),
    results,
  };
}

/** Writes docs/benchmarks/<name>.json for programs, and `text` for people beside it. */
export async function writeReport(name: string, report: Report, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(path.join(folder, `${name}.md`), text);
}

/** For the foot of a page: where and when it was measured. */
export function describeReport({ machine, cores, node, date, commit }: Report): string {
  return `Measured on ${date.slice(0, 10)} at commit ${commit}, Node ${node}, ${cores} cores of ${machine}.`;
}

async function describeCommit(): Promise<string> {
  try {
    const commit = await git("rev-parse", "--short=12", "HEAD");
    const changes = await git("status", "--porcelain", "--", ".", ":!docs/benchmarks");
    return changes === "" ? commit : `${commit}+changes`;
  } catch {
    return "unknown"; // A download without its history.
  }
}

async function git(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("git", args, { cwd: repository });
  return stdout.trim();
}
