#!/usr/bin/env node
// Adds to each package-lock.json the builds for other machines that npm left out, and with `--check` only looks.
//
// npm writes into the lockfile what its registry knows. Where a registry lacks a package's build for some other
// system, the lockfile misses that entry, and `npm ci` then fails on every system ("Missing: … from lock file").
// The parent names each build with its exact version, and the build's name says which machine it is for: enough
// for an entry, which npm reads on that machine only. Run it after each `npm install` that changed the lockfile.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/root.mjs";

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  ...["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64", "wasm32"].map(
    (cpu) => [cpu, cpu],
  ),
  ["amd64", "x64"],
];

// The project's own, and that of the index which benchmarks compare with.
for (const folder of ["", "scripts/bench/ponder"]) complete(join(folder, "package-lock.json"));

function complete(name) {
  const file = join(root, name);
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingBuilds(lock.packages);
  if (missing.length === 0) {
    console.log(`${name} names every build of every package.`);
  } else if (process.argv.includes("--check")) {
    console.error(`${name} lacks ${missing.map(([path]) => path).join(", ")}.`);
    console.error("`npm ci` would fail. Run: node bin/complete-lockfile.mjs");
    process.exitCode = 1;
  } else {
    const entries = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
    // npm's own order, so that its next run doesn't shuffle the file.
    entries.sort(([a], [b]) => a.localeCompare(b, "en"));
    writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);
    console.log(`Added ${missing.length} builds for other machines to ${name}.`);
  }
}

function missingBuilds(packages) {
  const found = new Map();
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isReachable(packages, path, name)) continue;
      found.set(`node_modules/${name}`, entryFor(name, version, dev));
    }
  }
  return [...found];
}

/** Whether `name` resolves from the package at `path`, walking up as Node does. */
function isReachable(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf("/node_modules/"), 0))) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (folder === "") return false;
  }
}

/** In npm's own order of keys. */
function entryFor(name, version, dev) {
  const { os, cpu, libc } = machineOf(name);
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}

function machineOf(name) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter(([word]) => words.includes(word)).map(([, value]) => value);
  const libc = words.includes("musl")
    ? ["musl"]
    : words.includes("gnu") && os.includes("linux")
      ? ["glibc"]
      : [];
  if (os.length + cpu.length === 0)
    throw new Error(`${name} is missing, and its name doesn't say which machine it is for`);
  return { os, cpu, libc };
}
