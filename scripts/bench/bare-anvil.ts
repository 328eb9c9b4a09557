import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { anvilFiles } from "@/lib/runtime/anvil-files";
import { askAnvil } from "@/lib/runtime/anvil-rpc";
import { freePort } from "@/lib/runtime/free-port";
import { spawnAnvil } from "@/lib/runtime/spawn-anvil";

const READY_MS_MAX = 30_000;

/** Uses a new anvil that keeps nothing on the disk, so that writing its state down is in nobody's way. */
export async function withBareAnvil<T>(use: (rpcUrl: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "ticketchain-bench-"));
  const port = await freePort();
  const rpcUrl = `http://127.0.0.1:${port}`;
  const child = spawnAnvil(anvilFiles(folder), { port, hasState: false, statesKept: null });
  const exited = once(child, "exit");
  try {
    const deadlineMs = Date.now() + READY_MS_MAX;
    while (!(await askAnvil(rpcUrl, { method: "eth_chainId", result: z.string() }).catch(() => null))) {
      if (Date.now() > deadlineMs || child.exitCode !== null) throw new Error("anvil did not come up.");
      await sleep(50);
    }
    return await use(rpcUrl);
  } finally {
    child.kill("SIGKILL");
    await exited;
    await rm(folder, { recursive: true, force: true });
  }
}
