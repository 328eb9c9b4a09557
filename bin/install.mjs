#!/usr/bin/env node
// Makes sure that node_modules is complete and of this lockfile. Runs before every start and test, under whatever
// Node is there, so: no dependencies, and nothing newer than Node 18 knows.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { endOrphan, tryLock } from "../lib/runtime/process-lock.mjs";
import { explainFailure, InstallError } from "./lib/explain-failure.mjs";
import { installationState, writeStamp } from "./lib/installation-state.mjs";
import { withNode24 } from "./lib/node24.mjs";
import { root } from "./lib/root.mjs";
import { run } from "./lib/run-child.mjs";

const state = installationState();
if (!state.complete) {
  try {
    await installAlone();
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = error.exitCode;
  }
}

/** One install at a time: a second one waits, and then mostly finds nothing left to do. */
async function installAlone() {
  const lock = await waitForLock(join(root, ".install.lock"));
  try {
    const interrupted = lock.takenOverFrom;
    // An npm whose installer was killed goes on by itself.
    if (interrupted) await endOrphan(interrupted.note);
    // What a killed install left behind is never trusted, however complete it looks.
    const now = installationState();
    if (!interrupted && now.complete) return;
    if (!interrupted && now.adoptable) return writeStamp();
    await install(lock);
  } finally {
    lock.release();
  }
}

async function install(lock) {
  console.log("Installing the dependencies (once; a minute or two) …");
  rmSync(join(root, "node_modules", ".package-lock.json"), { force: true });
  await withNode24(async ({ node, npm, env }) => {
    const args = [
      npm,
      "ci",
      "--include=dev",
      "--include=optional",
      // Of the packages that package.json allows to: without them there is no Node 24.
      "--ignore-scripts=false",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ];
    const result = await run(node, args, { cwd: root, env, onStart: (child) => lock.note(child) });
    if (result.code !== 0) throw explainFailure("npm ci", result);
  });
  const after = installationState();
  if (!after.adoptable) throw new InstallError(`npm ci ended well, but ${after.reason}. Please report this.`);
  writeStamp();
}

async function waitForLock(path) {
  for (let told = false; ; told = true) {
    const lock = tryLock(path);
    if (lock.held) return lock;
    if (!told) console.log(`Another install is running here (process ${lock.holder.pid}); waiting for it …`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
