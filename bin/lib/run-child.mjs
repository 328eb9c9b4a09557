import { spawn } from "node:child_process";
import { identityOf } from "../../lib/runtime/process-lock.mjs";

/**
 * Runs a command to its end, showing what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, onStart?: (child: object) => void }} options
 * @returns {Promise<{ code: number, errors: string }>} its exit code, and what it wrote to standard error
 */
export function run(command, args, { cwd, env, onStart }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "inherit", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors += chunk;
      process.stderr.write(chunk);
    });
    // A Ctrl-C reaches the child by itself (same terminal); a kill is passed on. Either way its end is awaited.
    const onTerm = () => child.kill("SIGTERM");
    const onInterrupt = () => {};
    process.on("SIGTERM", onTerm).on("SIGINT", onInterrupt);
    const done = () => process.off("SIGTERM", onTerm).off("SIGINT", onInterrupt);
    child.once("error", (error) => {
      done();
      reject(error);
    });
    child.once("close", (code, signal) => {
      done();
      resolve({ code: signal === "SIGINT" ? 130 : signal ? 143 : code, errors });
    });
    if (child.pid) onStart?.(identityOf(child.pid));
  });
}
