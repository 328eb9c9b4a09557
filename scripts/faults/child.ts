import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { repository } from "../lib/repository";

const START_MS_MAX = 30_000;
/** Several starts may fail while a database or a chain is down. */
const UP_MS_MAX = 120_000;
const OUTPUT_LENGTH_MAX = 200_000;

/** A server under test that is started again whenever it has ended, until `stop`. */
export type Child = {
  name: string;
  /** Its address; null while it is down. */
  url(): string | null;
  /** Resolves when it is up. @throws when it doesn't come up for too long. */
  up(): Promise<void>;
  /** The last that it said, ended ones included. */
  output(): string;
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
        // The channel is for nothing but to be closed, should this process be killed.
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      });
      process_ = child;
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding("utf8").on("data", (text: string) => {
          output = (output + text).slice(-OUTPUT_LENGTH_MAX);
          const port = /LISTENING (\d+)/.exec(text)?.[1];
          if (port) url = `http://127.0.0.1:${port}`;
        });
      }
      const late = setTimeout(() => url === null && child.kill("SIGKILL"), START_MS_MAX);
      await once(child, "exit");
      clearTimeout(late);
      url = null;
      await sleep(100);
    }
  }

  const running = run();
  return {
    name,
    url: () => url,
    async up() {
      const deadline = Date.now() + UP_MS_MAX;
      while (url === null) {
        if (Date.now() > deadline) throw new Error(`${name} does not come up: ${output.slice(-2_000)}`);
        await sleep(50);
      }
    },
    output: () => output,
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
