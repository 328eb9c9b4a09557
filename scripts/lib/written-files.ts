import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { repository } from "./repository";

/** Texts by their paths in the repository. */
export type WrittenFiles = ReadonlyMap<string, string>;

/** Writes each of them. */
export async function writeFiles(files: WrittenFiles): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(repository, path)), { recursive: true });
    await writeFile(join(repository, path), text);
  }
}

/** Ends the process with 1, and says what to run, when one of them is committed with another text. */
export async function checkFiles(files: WrittenFiles, command: string): Promise<void> {
  const stale: string[] = [];
  for (const [path, text] of files) {
    const committed = await readFile(join(repository, path), "utf8").catch(() => null);
    if (committed !== text) stale.push(path);
  }
  if (stale.length === 0) return;
  console.error(`Stale: ${stale.join(", ")}. Run \`${command}\` and commit the result.`);
  process.exitCode = 1;
}
