#!/usr/bin/env node
// Runs a TypeScript file of this repository on the Node 24 of node_modules: `node bin/run.mjs scripts/start.ts`.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./lib/root.mjs";

const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
const tsx = join(root, "node_modules", "tsx", "dist", "loader.mjs");
if (!existsSync(node) || !existsSync(tsx)) {
  console.error("The dependencies are not installed. Run: node bin/install.mjs");
  process.exit(1);
}

const args = ["--import", pathToFileURL(tsx).href, ...process.argv.slice(2)];
if (typeof process.execve === "function") {
  // Becomes the new process instead of starting one: signals and exit code are its own.
  process.execve(node, [node, "--disable-warning=ExperimentalWarning", ...args], process.env);
} else {
  const child = spawn(node, args, { stdio: "inherit" });
  // The terminal sends Ctrl-C to the child as well: only what is sent to us alone is passed on.
  process.on("SIGINT", () => {
    if (!process.stdin.isTTY) child.kill("SIGINT");
  });
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
