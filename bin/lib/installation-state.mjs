import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const modules = join(root, "node_modules");
const stampFile = join(modules, ".ticketchain-installed");

/** The one Node version everything runs on: that of the npm package `node`. */
export const nodeVersion = readJson(join(root, "package.json")).dependencies.node;

/**
 * Looks at node_modules without changing it.
 * `complete`: our own stamp fits the lockfile. `adoptable`: no stamp, but npm finished an install that has every
 * package of the lockfile that this machine can use; `reason` says what is missing otherwise.
 */
export function installationState() {
  if (readText(stampFile) === fingerprint()) return { complete: true, adoptable: true, reason: null };
  const reason = whatIsMissing();
  return { complete: false, adoptable: reason === null, reason };
}

/** Declares the install good. Written last, and gone with node_modules as soon as `npm ci` begins. */
export function writeStamp() {
  writeFileSync(stampFile, fingerprint());
}

function fingerprint() {
  const { dependencies, devDependencies, allowScripts } = readJson(join(root, "package.json"));
  return createHash("sha256")
    .update(JSON.stringify({ dependencies, devDependencies, allowScripts }))
    .update(readFileSync(join(root, "package-lock.json")))
    .update([process.platform, process.arch, nodeVersion].join())
    .digest("hex");
}

/** npm writes node_modules/.package-lock.json when everything, install scripts included, is done. */
function whatIsMissing() {
  const installed = readJson(join(modules, ".package-lock.json"))?.packages;
  if (!installed) return "node_modules is not complete";
  const wanted = readJson(join(root, "package-lock.json")).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "" || (entry.optional && !isForThisMachine(entry))) continue;
    if (installed[path]?.version !== entry.version || !existsSync(join(root, path))) {
      return `${path} ${entry.version} is not installed`;
    }
  }
  const executable = join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(executable) ? null : "Node's own executable is not installed";
}

/**
 * npm leaves out optional packages without a word, also those it finds no build for. Those made for exactly this
 * machine must be there: Hardhat, anvil, Next and others don't run without.
 */
function isForThisMachine({ os, cpu, libc }) {
  if (!os || !cpu) return false;
  const fits = (allowed, actual) => !allowed || allowed.includes(actual);
  return fits(os, process.platform) && fits(cpu, process.arch) && fits(libc, libcOfThisMachine());
}

function libcOfThisMachine() {
  if (process.platform !== "linux") return undefined;
  return process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl";
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

function readJson(path) {
  const text = readText(path);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
