import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { repository } from "../lib/repository";
import { type Reply, type Request, replySchema } from "./messages";

export type Worker = {
  /** Resolves with null when the worker ends over it, or has ended. */
  ask: (request: Request) => Promise<Reply | null>;
  stop: () => void;
};

/** Starts a process that runs tests against mutants. */
export function startWorker(): Worker {
  const child = fork(join(import.meta.dirname, "worker.ts"), {
    cwd: repository,
    env: { ...process.env, HARDHAT_CONFIG: join(repository, "hardhat/mutation.config.ts") },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return { ask: (request) => ask(child, request), stop: () => void child.kill("SIGKILL") };
}

async function ask(child: ChildProcess, request: Request): Promise<Reply | null> {
  const settled = new AbortController();
  const { signal } = settled;
  const answered = once(child, "message", { signal }).then(([message]) => replySchema.parse(message));
  const ended = once(child, "exit", { signal }).then(() => null);
  const unsent = new Promise<null>((resolve) => child.send(request, (error) => error && resolve(null)));
  for (const promise of [answered, ended]) promise.catch(() => {});
  try {
    return await Promise.race([answered, ended, unsent]);
  } finally {
    settled.abort();
  }
}
