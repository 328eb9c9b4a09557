import { setTimeout as sleep } from "node:timers/promises";
import { createPublicClient, http } from "viem";
import { askServer } from "./ask-server";
import { progressSchema } from "./protocol";
import type { Stage } from "./stage";

/** Without any progress for so long, what is open is lost. A busy machine is slow, but not still. */
const STILL_MS_MAX = 90_000;
/** Progress that never ends is none. */
const SETTLE_MS_MAX = 600_000;
const PATIENCE_MS = 60_000;

/** Resolves when nothing is on its way and the index stands on the chain's head, or when nothing moves any more. */
export async function settle({ web, rpcUrl }: Stage): Promise<void> {
  const client = createPublicClient({ transport: http(rpcUrl) });
  const deadline = Date.now() + SETTLE_MS_MAX;
  let last = "";
  let movedAt = Date.now();
  while (Date.now() < Math.min(deadline, movedAt + STILL_MS_MAX)) {
    const { open, block } = await askServer(web, {
      path: "/progress",
      schema: progressSchema,
      patienceMs: PATIENCE_MS,
    });
    const { hash } = await client.getBlock();
    if (open === 0 && block === hash) return;
    const now = `${open} ${block} ${hash}`;
    if (now !== last) movedAt = Date.now();
    last = now;
    await sleep(100);
  }
}
