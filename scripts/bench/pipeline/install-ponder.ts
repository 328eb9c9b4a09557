import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../../lib/repository";
import { runCommand } from "../../lib/run-command";

/** Where the comparison is written for Ponder, with packages of its own. */
export const ponderFolder = join(repository, "scripts", "bench", "ponder");

const lockfile = join(ponderFolder, "package-lock.json");
/** The lockfile that was installed. npm removes it with the rest when it begins anew. */
const installed = join(ponderFolder, "node_modules", ".installed-lock.json");

/** Installs Ponder unless what the lockfile names is there. @throws when npm fails, with what it printed. */
export async function installPonder(): Promise<void> {
  const wanted = await readFile(lockfile, "utf8");
  if ((await readFile(installed, "utf8").catch(() => null)) === wanted) return;
  const { ok, output } = await runCommand(["npm", "ci", "--prefix", ponderFolder, "--loglevel=error"], {
    quiet: true,
  });
  if (!ok)
    throw new Error(`Ponder could not be installed (npm ci in ${ponderFolder}):\n${output.slice(0, 2_000)}`);
  await writeFile(installed, wanted);
}
