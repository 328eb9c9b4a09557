import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/lib/runtime/free-port";
import { repository } from "../lib/repository";

const START_MS_MAX = 300_000;

/** The server as `npm start` runs it, with this environment beside our own, on a port of its own. Resolves when it is ready. */
export async function startServer(env: Record<string, string>) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["bin/run.mjs", "scripts/start.ts"], {
    cwd: repository,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const deadlineMs = Date.now() + START_MS_MAX;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadlineMs) {
      child.kill();
      throw new Error("The server did not come up.");
    }
    await sleep(200);
  }
  return {
    url,
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/v1/ready`).catch(() => null);
  return response?.ok ?? false;
}
