import { sql } from "drizzle-orm";
import { broadcastOpen } from "./batcher/broadcast-open";
import { submitQueue } from "./batcher/submit-queue";
import type { PipelineContext } from "./context";
import { ensureBaseUri } from "./ensure-base-uri";
import { advanceIndex } from "./indexer/advance-index";

export type Pipeline = {
  /** One round: read the chain, store transactions for what is queued, broadcast what is open, read again. */
  tick(): Promise<void>;
  /** Rounds until nothing is queued or submitted: for tests and scripts. */
  drain(): Promise<void>;
  /** Rounds on their own, until `stop`. Errors are logged and tried again later, a little longer each time. */
  start(): void;
  /** Resolves when the round that is running has ended. */
  stop(): Promise<void>;
};

type PipelineOptions = PipelineContext & {
  /** Pause between rounds. */
  intervalMs: number;
  /** Where this server serves the metadata of its tokens; null leaves the chain as it is. */
  baseUri: string | null;
};

const BACKOFF_MS_MAX = 30_000;

/** The off-chain half of the chain: takes actions there exactly once and reads back what became of them. */
export function createPipeline({ intervalMs, baseUri, ...ctx }: PipelineOptions): Pipeline {
  const stopping = new AbortController();
  let isConfigured = baseUri === null;
  let loop: Promise<void> = Promise.resolve();

  async function tick(): Promise<void> {
    await advanceIndex(ctx);
    if (baseUri !== null && !isConfigured) isConfigured = await ensureBaseUri(ctx, baseUri);
    await submitQueue(ctx);
    await broadcastOpen(ctx);
    await advanceIndex(ctx);
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await tick();
        failures = 0;
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        ctx.log.error({ err: error, failures }, "pipeline round failed; trying again");
      }
      const backoff = failures === 0 ? 0 : Math.min(BACKOFF_MS_MAX, intervalMs * 2 ** failures);
      await pause(intervalMs + backoff, stopping.signal);
    }
  }

  return {
    tick,
    async drain() {
      while (await hasWork(ctx)) await tick();
    },
    start() {
      loop = run();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

async function hasWork({ db }: PipelineContext): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select 1 from actions where status in ('queued', 'submitted') limit 1`,
  );
  return rows.length > 0;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
