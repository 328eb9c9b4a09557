import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { identityOf, isAlive, tryLock } from "./process-lock.mjs";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ticketchain-lock-"));
  path = join(folder, "lock");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A process that has ended. */
async function deadProcess() {
  const child = spawn(process.execPath, ["--eval", "setTimeout(() => {}, 60_000)"]);
  const identity = identityOf(child.pid ?? 0);
  child.kill("SIGKILL");
  await once(child, "exit");
  return identity;
}

test("a free lock is taken, names its holder, and is gone when released", () => {
  const lock = tryLock(path);
  expect(lock.held).toBe(true);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ pid: process.pid });
  if (lock.held) lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test("a lock of a living process is refused, and says who holds it", () => {
  tryLock(path);
  expect(tryLock(path)).toMatchObject({ held: false, holder: { pid: process.pid } });
});

test("a lock of a dead process is taken over, with what it had noted", async () => {
  const dead = await deadProcess();
  writeFileSync(path, JSON.stringify({ ...dead, since: "", note: "half done" }));
  expect(tryLock(path)).toMatchObject({ held: true, takenOverFrom: { pid: dead.pid, note: "half done" } });
});

test("a process that was given a dead one's pid does not count as the holder", () => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, startedAs: "another start", since: "" }));
  expect(tryLock(path).held).toBe(true);
});

test("a lock that can't be read counts as left behind", () => {
  writeFileSync(path, "{");
  expect(tryLock(path).held).toBe(true);
});

test("who lost its lock to another does not release the other's", () => {
  const lock = tryLock(path);
  writeFileSync(path, JSON.stringify({ pid: 1, startedAs: null, since: "" }));
  if (lock.held) lock.release();
  expect(existsSync(path)).toBe(true);
});

test("this process is alive, an ended one is not", async () => {
  expect(isAlive(identityOf(process.pid))).toBe(true);
  expect(isAlive(await deadProcess())).toBe(false);
});

/** Starts processes that all take the lock at the same moment, and keep it while they live. */
async function takersThatSucceed(take: string): Promise<number> {
  const atMs = Date.now() + 1_500;
  const program = `
    import { tryLock } from ${JSON.stringify(new URL("./process-lock.mjs", import.meta.url).href)};
    import { existsSync, writeFileSync } from "node:fs";
    const path = ${JSON.stringify(path)};
    const atMs = ${atMs};
    while (Date.now() < atMs);
    console.log(${take} ? 1 : 0);
    setTimeout(() => {}, 2_000);`;
  const run = () => promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  const outputs = await Promise.all(Array.from({ length: 8 }, run));
  return outputs.reduce((sum, { stdout }) => sum + Number(stdout), 0);
}

test("of many that find a dead process's lock at once, exactly one gets it", async () => {
  writeFileSync(path, JSON.stringify({ ...(await deadProcess()), since: "" }));
  expect(await takersThatSucceed("tryLock(path).held")).toBe(1);
});

test("negative control: looking first and writing a moment later lets several in", async () => {
  const naive = `(() => {
    if (existsSync(path)) return false;
    while (Date.now() < atMs + 500);
    writeFileSync(path, "mine");
    return true;
  })()`;
  expect(await takersThatSucceed(naive)).toBeGreaterThan(1);
});
