import { sql } from "drizzle-orm";
import { type Leadership, soleProcess } from "@/lib/db/leadership";
import { repeat } from "@/lib/repeat";
import type { Lane, PipelineContext } from "./context";
import { advanceIndex } from "./indexer/advance-index";
import { nudgeLocalChain } from "./nudge-local-chain";
import { runLane } from "./run-lane";

export type Pipeline = {
  /** One round: read the chain, one round of each signer's lane, read again. */
  tick(): Promise<void>;
  /** Rounds until nothing is queued or submitted: for tests and scripts. */
  drain(): Promise<void>;
  /** Rounds on their own, until `stop`. Errors are logged and tried again later, a little longer each time. */
  start(): void;
  /** Resolves when the rounds that are running have ended. */
  stop(): Promise<void>;
};

type PipelineOptions = PipelineContext & {
  /** Pause between rounds. */
  intervalMs: number;
  /** Where this server serves the metadata of its tokens; null leaves the chain as it is. */
  baseUri: string | null;
  /** Where several processes share a database; a process alone does everything. */
  leadership?: Leadership;
  /** Told of each round that has ended. */
  onRound?: (round: { role: string; seconds: number; failed: boolean }) => void;
};

/** The off-chain half of the chain: takes actions there exactly once and reads back what became of them. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { intervalMs, baseUri, leadership = soleProcess, onRound, ...ctx } = options;
  const stopping = new AbortController();
  const lanes: Lane[] = ctx.chain.signers.map((signer) => ({ ...ctx, signer }));
  let loops: Promise<void>[] = [];

  async function index(): Promise<void> {
    // First, so that the blocks it mines are read in the same round.
    await nudgeLocalChain(ctx);
    await advanceIndex(ctx);
  }

  async function tick(): Promise<void> {
    await index();
    for (const lane of lanes) await runLane(lane, baseUri);
    await index();
  }

  /** A role's rounds, in whichever process has it. */
  function loop(role: string, round: () => Promise<boolean>): Promise<void> {
    const key = `${ctx.chain.chainId}:${role}`;
    return repeat({
      round: async () => (await leadership.holds(key)) && (await timed(role, round)),
      intervalMs,
      signal: stopping.signal,
      onError: (error, failures) =>
        ctx.log.error({ err: error, failures, role }, "pipeline round failed; trying again"),
    });
  }

  async function timed(role: string, round: () => Promise<boolean>): Promise<boolean> {
    const startedMs = performance.now();
    let failed = true;
    try {
      const isBusy = await round();
      failed = false;
      return isBusy;
    } finally {
      onRound?.({ role, failed, seconds: (performance.now() - startedMs) / 1000 });
    }
  }

  return {
    tick,
    async drain() {
      while (await hasWork(ctx)) await tick();
    },
    start() {
      loops = [
        loop("indexer", () => index().then(() => false)),
        ...lanes.map((lane) => loop(`lane ${lane.signer.address}`, () => runLane(lane, baseUri))),
      ];
    },
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      await leadership.close();
    },
  };
}

async function hasWork({ db }: PipelineContext): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select 1 from actions where status in ('queued', 'submitted') limit 1`,
  );
  return rows.length > 0;
}
