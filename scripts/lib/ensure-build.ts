import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BootError } from "@/lib/runtime/boot-error";
import { endOrphan, identityOf, tryLock } from "@/lib/runtime/process-lock.mjs";
import { repository } from "./repository";
import { sourceHash } from "./source-hash";

const buildFolder = join(repository, ".next");
/** Written when a build is complete, removed before one begins: an interrupted build is never served. */
const stampFile = join(buildFolder, "ticketchain-build");
const lockFile = join(repository, "node_modules", ".cache", "ticketchain-build.lock");

/**
 * Builds the app if its sources changed since the last complete build. Of several starts at once one builds.
 * @throws {BootError} with the build's output when it fails.
 */
export async function ensureBuild(): Promise<void> {
  if (await isBuilt()) return;
  const lock = await waitForLock();
  try {
    // A build whose start was killed goes on by itself.
    if (lock.takenOverFrom) await endOrphan(lock.takenOverFrom.note);
    if (await isBuilt()) return;
    await build((pid) => lock.note(identityOf(pid)));
  } finally {
    lock.release();
  }
}

async function isBuilt(): Promise<boolean> {
  const stamp = await readFile(stampFile, "utf8").catch(() => null);
  return stamp !== null && stamp === (await sourceHash());
}

async function build(onStart: (pid: number) => void): Promise<void> {
  const startedMs = Date.now();
  console.log("Building the app (the sources changed; about a minute) …");
  await rm(stampFile, { force: true });
  const hash = await sourceHash();
  const { code, output } = await runNextBuild(onStart);
  if (code !== 0) throw new BootError(`${output}\nThe build failed; see above.`);
  await mkdir(buildFolder, { recursive: true });
  await writeFile(stampFile, hash);
  console.log(`Built in ${Math.round((Date.now() - startedMs) / 1000)} s.`);
}

async function runNextBuild(
  onStart: (pid: number) => void,
): Promise<{ code: number | null; output: string }> {
  const next = join(repository, "node_modules/next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: repository,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (child.pid) onStart(child.pid);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const endWithUs = () => {
    child.kill("SIGTERM");
    process.exit(130);
  };
  process.on("SIGINT", endWithUs).on("SIGTERM", endWithUs);
  await once(child, "close");
  process.off("SIGINT", endWithUs).off("SIGTERM", endWithUs);
  return { code: child.exitCode, output };
}

async function waitForLock() {
  for (let told = false; ; told = true) {
    const lock = tryLock(lockFile);
    if (lock.held) return lock;
    if (!told) console.log(`Another start is building (process ${lock.holder.pid}); waiting for it …`);
    await sleep(500);
  }
}
