import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { anvilBinary } from "./anvil-binary";
import type { AnvilFiles } from "./anvil-files";

/** anvil would also write its state now and then; ours is taken by `keepSnapshots`. About 30 years. */
const NEVER_SECONDS = "1000000000";

/**
 * The shell becomes anvil, but first leaves a watcher behind that ends anvil when our end of the pipe closes: so anvil
 * never outlives this process, even if that is killed, and still gets to write its state.
 */
const WITH_WATCHER = `exec 3<&0; (trap '' INT; cat <&3 >/dev/null; kill -TERM $$ 2>/dev/null) & exec "$@" 3<&- </dev/null`;

type SpawnOptions = {
  port: number;
  hasState: boolean;
  /** So many blocks' states are kept in memory, and no more on the disk; null leaves that to anvil. */
  statesKept: number | null;
};

/** Starts anvil on `port`, from the kept state if there is one. Says nothing about whether it comes up. */
export function spawnAnvil(files: AnvilFiles, options: SpawnOptions): ChildProcess {
  const args = [
    ...["--host", "127.0.0.1", "--port", String(options.port), "--silent"],
    // `finalized` then follows two blocks behind the head, not 64.
    ...["--slots-in-an-epoch", "1"],
    ...(options.statesKept === null ? [] : ["--prune-history", String(options.statesKept)]),
    ...(options.hasState ? ["--load-state", files.state] : []),
    ...["--dump-state", files.exitState, "--state-interval", NEVER_SECONDS],
  ];
  const log = openSync(files.log, "w");
  try {
    const stdio: ["pipe", "ignore", number] = ["pipe", "ignore", log];
    // A group of its own: Ctrl-C in the terminal is for us alone, we end anvil when we are done with it.
    if (process.platform === "win32") return spawn(anvilBinary(), args, { stdio });
    return spawn("/bin/sh", ["-c", WITH_WATCHER, "sh", anvilBinary(), ...args], { stdio, detached: true });
  } finally {
    closeSync(log);
  }
}
