import { join } from "node:path";
import { BootError } from "./boot-error";
import { tryLock } from "./process-lock.mjs";

/**
 * Takes the data directory for this process: its database and its chain bear one user at a time, and check nothing
 * themselves. The lock of a process that was killed is taken over.
 * @throws {BootError} naming the process that holds it.
 */
export function lockDataDir(dataDir: string): { release(): void } {
  const lock = takeLock(dataDir);
  if (lock.held) return lock;
  const { pid, since } = lock.holder;
  throw new BootError(
    `The data folder ${dataDir} is in use by process ${pid} (started ${since}). ` +
      `Stop that one first (kill ${pid}), or give this one a folder and a port of its own: DATA_DIR=… PORT=… npm start`,
  );
}

function takeLock(dataDir: string) {
  try {
    return tryLock(join(dataDir, "lock"));
  } catch (error) {
    throw new BootError(
      `The data folder ${dataDir} can't be written (${error instanceof Error ? error.message : error}). ` +
        "Set DATA_DIR to a folder that belongs to you.",
    );
  }
}
