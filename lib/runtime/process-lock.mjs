// Plain JavaScript: the installer needs it before there is a TypeScript runner.
import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * A process that can be told from a later one with the same pid.
 * @typedef {{ pid: number, startedAs: string | null }} ProcessIdentity
 *
 * What a lock file says: who holds it, since when, and what the holder noted down.
 * @typedef {ProcessIdentity & { since: string, note?: unknown }} LockHolder
 *
 * @typedef {object} HeldLock
 * @property {true} held
 * @property {LockHolder | null} takenOverFrom the dead process that left the lock behind, if one did
 * @property {(note: unknown) => void} note stores something beside the holder, for whoever takes over
 * @property {() => void} release
 *
 * @typedef {{ held: false, holder: LockHolder }} RefusedLock
 */

/**
 * Takes a lock file, or says which living process holds it. A lock left by a dead process is taken over; of
 * several that try at once exactly one succeeds. Never waits for the holder.
 * @param {string} path
 * @returns {HeldLock | RefusedLock}
 */
export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = { ...identityOf(process.pid), since: new Date().toISOString() };
  const draft = `${path}.${process.pid}`;
  for (;;) {
    writeFileSync(draft, JSON.stringify(mine));
    // A hard link appears with its content, so nobody can read a half-written lock.
    if (linked(draft, path)) {
      rmSync(draft, { force: true });
      return heldLock(path, mine, null);
    }
    const holder = readHolder(path);
    if (holder && isAlive(holder)) {
      rmSync(draft, { force: true });
      return { held: false, holder };
    }
    if (holder && replaceStale(path, draft)) return heldLock(path, mine, holder);
  }
}

/**
 * Only who holds the takeover lock may replace a stale lock, and it looks again first: else two could both see
 * the dead holder, and the slower would throw out the faster one's fresh lock.
 * @param {string} path
 * @param {string} draft
 */
function replaceStale(path, draft) {
  const takeover = tryLock(`${path}.takeover`);
  if (!takeover.held) return false;
  try {
    const holder = readHolder(path);
    if (!holder || isAlive(holder)) return false;
    renameSync(draft, path);
    return true;
  } finally {
    takeover.release();
  }
}

/**
 * @param {string} path
 * @param {LockHolder} mine
 * @param {LockHolder | null} takenOverFrom
 * @returns {HeldLock}
 */
function heldLock(path, mine, takenOverFrom) {
  return {
    held: true,
    takenOverFrom,
    note(note) {
      writeFileSync(`${path}.${process.pid}`, JSON.stringify({ ...mine, note }));
      renameSync(`${path}.${process.pid}`, path);
    },
    release() {
      const holder = readHolder(path);
      if (holder?.pid === mine.pid && holder.startedAs === mine.startedAs) rmSync(path, { force: true });
    },
  };
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {boolean} false when `to` exists
 */
function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/**
 * @param {string} path
 * @returns {LockHolder | null} null when there is no lock; a lock that can't be read counts as a dead process's
 */
function readHolder(path) {
  try {
    const holder = JSON.parse(readFileSync(path, "utf8"));
    if (typeof holder?.pid === "number") return holder;
    return { pid: 0, startedAs: null, since: "" };
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    if (error instanceof SyntaxError) return { pid: 0, startedAs: null, since: "" };
    throw error;
  }
}

/**
 * @param {number} pid
 * @returns {ProcessIdentity}
 */
export function identityOf(pid) {
  return { pid, startedAs: startOf(pid) };
}

/**
 * Whether this very process still runs; a new process that was given an old pid doesn't count.
 * @param {ProcessIdentity} process_
 */
export function isAlive({ pid, startedAs }) {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    if (!hasCode(error, "EPERM")) return false;
  }
  const start = startOf(pid);
  // A zombie has ended; its parent hasn't noticed yet.
  if (start === "zombie") return false;
  return startedAs === null || start === null || start === startedAs;
}

/**
 * Ends what a killed holder had started and left running, and waits until it is gone.
 * @param {unknown} noted what the holder noted down: the process's identity, or anything else
 */
export async function endOrphan(noted) {
  const orphan = asIdentity(noted);
  while (orphan && isAlive(orphan)) {
    process.kill(orphan.pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * @param {unknown} value
 * @returns {ProcessIdentity | null}
 */
function asIdentity(value) {
  if (typeof value !== "object" || value === null || !("pid" in value && "startedAs" in value)) return null;
  const { pid, startedAs } = value;
  if (typeof pid !== "number" || (typeof startedAs !== "string" && startedAs !== null)) return null;
  return { pid, startedAs };
}

/**
 * When a process started, as an opaque string; null where the system doesn't tell.
 * @param {number} pid
 */
function startOf(pid) {
  if (process.platform === "linux") {
    try {
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The command's name stands in brackets and may hold spaces; 3rd field: state, 22nd: start in clock ticks.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? "zombie" : `${boot}:${fields[19]}`;
    } catch {
      return null;
    }
  }
  if (process.platform === "win32") return null;
  const ps = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return ps.status === 0 ? ps.stdout.trim() : null;
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && "code" in error && error.code === code;
}
