import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { repository } from "../lib/repository";

const START_MS_MAX = 30_000;

/** A server under test that is started again whenever it has ended, until `stop`. */
export type Child = {
  name: string;
  /** Its address; null while it is down. */
  url(): string | null;
  /** Resolves when it is up. */
  up(): Promise<void>;
  kill(): void;
  stop(): Promise<void>;
};

export function startChild(options: { name: string; env: Record<string, string> }): Child {
  const { name, env } = options;
  let process_: ChildProcess | null = null;
  let url: string | null = null;
  let stopping = false;
  let output = "";

  async function run(): Promise<void> {
    while (!stopping) {
      const child = spawn(process.execPath, ["--import", "tsx", "scripts/faults/server.ts"], {
        cwd: repository,
        env: { ...process.env, NODE_OPTIONS: "--conditions=react-server", ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      process_ = child;
      child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        output = (output + text).slice(-4_000);
      });
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        output = (output + text).slice(-4_000);
        const port = /LISTENING (\d+)/.exec(text)?.[1];
        if (port) url = `http://127.0.0.1:${port}`;
      });
      const late = setTimeout(() => url === null && child.kill("SIGKILL"), START_MS_MAX);
      await once(child, "exit");
      clearTimeout(late);
      if (url === null && !stopping && process.env.FAULTS_VERBOSE)
        console.error(`${name} did not come up: ${output}`);
      url = null;
      await sleep(100);
    }
  }

  const running = run();
  return {
    name,
    url: () => url,
    async up() {
      while (url === null) await sleep(50);
    },
    kill: () => void process_?.kill("SIGKILL"),
    async stop() {
      stopping = true;
      process_?.kill("SIGTERM");
      const hard = setTimeout(() => process_?.kill("SIGKILL"), 10_000);
      await running;
      clearTimeout(hard);
    },
  };
}
