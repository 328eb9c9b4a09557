import { existsSync } from "node:fs";
import { open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { BootError } from "./boot-error";

/** Where the embedded chain keeps what it must not forget. */
export function anvilFiles(dataDir: string) {
  return {
    /** The chain: what anvil loads. Only ever replaced as a whole. */
    state: join(dataDir, "anvil-state.json"),
    /** What anvil wrote when it ended: newer than `state`, if it is complete. */
    exitState: join(dataDir, "anvil-exit-state.json"),
    /** The running anvil. */
    process: join(dataDir, "anvil.json"),
    log: join(dataDir, "anvil.log"),
  };
}

export type AnvilFiles = ReturnType<typeof anvilFiles>;

const stateSchema = z.object({ accounts: z.record(z.string(), z.unknown()), blocks: z.array(z.unknown()) });

/**
 * Makes `state` the newest complete one.
 * @throws {BootError} when it is damaged: a fresh chain in its place would lose every ticket.
 */
export async function settleState(files: AnvilFiles): Promise<void> {
  if (await isWholeState(files.exitState)) await rename(files.exitState, files.state);
  else await rm(files.exitState, { force: true });
  if (!existsSync(files.state) || (await isWholeState(files.state))) return;
  throw new BootError(
    `The chain's state ${files.state} is damaged. Put back a copy of that file if you have one; ` +
      "otherwise remove the whole data folder to begin afresh. Nothing was changed.",
  );
}

async function isWholeState(file: string): Promise<boolean> {
  const text = await readFile(file, "utf8").catch(() => "");
  try {
    return stateSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** Replaces a file as a whole, on the disk: after a crash either the old or the new one is there. */
export async function replaceFile(file: string, content: Uint8Array): Promise<void> {
  const draft = `${file}.draft`;
  await writeFile(draft, content);
  const handle = await open(draft, "r+");
  await handle.sync().finally(() => handle.close());
  await rename(draft, file);
}
