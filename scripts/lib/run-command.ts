import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, join } from "node:path";
import { repository } from "./repository";

export type CommandResult = { ok: boolean; output: string; seconds: number };

type CommandOptions = { env?: Record<string, string>; quiet?: boolean };

/** Runs a command of node_modules/.bin (or `node`) to its end. `quiet`: what it prints is returned only. */
export async function runCommand(
  [command, ...args]: readonly [string, ...string[]],
  { env = {}, quiet = false }: CommandOptions = {},
): Promise<CommandResult> {
  const startedMs = Date.now();
  const binaries = join(repository, "node_modules", ".bin");
  const child = spawn(command, args, {
    cwd: repository,
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ""}`, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const [stream, shown] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      if (!quiet) shown.write(chunk);
    });
  }
  await once(child, "close");
  return { ok: child.exitCode === 0, output, seconds: Math.round((Date.now() - startedMs) / 1000) };
}
