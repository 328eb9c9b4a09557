import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Env, parseEnv } from "@/lib/env";
import { lockDataDir } from "@/lib/runtime/data-dir-lock";
import { requireChain, requireDatabase } from "@/lib/runtime/preflight";
import { repository } from "./repository";
import { requirePort } from "./require-port";

const LOCK_PATIENCE_MS = 3_000;

/**
 * Everything that can be known to be wrong before minutes are spent on building: the environment, the data folder
 * (held by another start?), the port, the configured database and chain.
 * @throws {EnvError | BootError}
 */
export async function prepare(): Promise<Env> {
  process.chdir(repository);
  const wanted = parseEnv(process.env);
  const dataDir = resolve(wanted.dataDir);
  // First, for a second start mostly has the first one's port as well, and this says more.
  if (wanted.database.kind === "pglite" || wanted.chain.kind === "embedded") await requireUnlocked(dataDir);
  const port = await requirePort(wanted);
  await Promise.all([requireDatabase(wanted), requireChain(wanted)]);
  // PORT=0 asks for any: from here on it is this one.
  process.env.PORT = String(port);
  return { ...parseEnv(process.env), dataDir };
}

/** An earlier start may be on its way out: it is given a moment. */
async function requireUnlocked(dataDir: string): Promise<void> {
  const deadlineMs = Date.now() + LOCK_PATIENCE_MS;
  for (;;) {
    try {
      return lockDataDir(dataDir).release();
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await sleep(100);
    }
  }
}
