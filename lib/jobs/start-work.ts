import { setTimeout as pause } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import { repeat } from "@/lib/repeat";
import { type AnyJob, DEFAULT_SECONDS_MAX, type JobContext } from "./define-job";

const POLL_SECONDS = 30;

/** Jobs of one kind, being done in this process. */
export type Work = {
  /** Takes no more of them, and waits so long for those that run; what has not ended then is tried again, here or elsewhere. */
  stop(msMax: number): Promise<void>;
};

type Taken = { id: string; data: unknown };

/**
 * Takes jobs of a kind as there is room for them, by one query at a time however many run. Each is done on its own: one that takes long
 * keeps only its own place.
 */
export function startWork(boss: PgBoss, job: AnyJob, ctx: JobContext): Work {
  const { name, atOnce = 1, pollSeconds = POLL_SECONDS } = job;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();

  /** @returns whether there was as much as there was room for. */
  async function takeSome(): Promise<boolean> {
    const room = atOnce - running.size;
    const taken = await boss.fetch(name, { batchSize: room });
    for (const { id, data } of taken) {
      const done = runAndReport(boss, job, { taken: { id, data }, ctx, stopping: stopping.signal });
      running.set(
        id,
        done.finally(() => running.delete(id)),
      );
    }
    if (taken.length < room) return false;
    await Promise.race(running.values());
    return true;
  }

  const loop = repeat({
    round: takeSome,
    intervalMs: pollSeconds * 1000,
    signal: stopping.signal,
    onError: (error, failures) =>
      ctx.log.error({ err: error, job: name, failures }, "jobs could not be taken; trying again"),
  });

  return {
    async stop(msMax) {
      stopping.abort();
      const ended = loop.then(() => Promise.all(running.values()));
      await Promise.race([ended, pause(msMax, null, { ref: false })]);
      const left = [...running.keys()];
      if (left.length > 0) await boss.fail(name, left, { message: "The process was stopped." });
    },
  };
}

type Running = { taken: Taken; ctx: JobContext; stopping: AbortSignal };

/** Never throws: what can't be reported is tried again when its time is over. */
async function runAndReport(boss: PgBoss, job: AnyJob, { taken, ctx, stopping }: Running): Promise<void> {
  const log = ctx.log.child({ job: job.name, jobId: taken.id });
  const seconds = job.secondsMax ?? DEFAULT_SECONDS_MAX;
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(seconds * 1000)]);
  try {
    const error = await run(job, taken, { ctx: { ...ctx, log }, signal });
    if (error === null) await boss.complete(job.name, taken.id);
    else await boss.fail(job.name, taken.id, { message: String(error) });
  } catch (error) {
    log.error({ err: error }, "what became of a job could not be written");
  }
}

/** @returns what it failed with; null where it was done. */
async function run(
  job: AnyJob,
  { data }: Taken,
  { ctx, signal }: { ctx: JobContext; signal: AbortSignal },
): Promise<unknown> {
  const startedMs = performance.now();
  try {
    await job.run({ data: job.schema.parse(data), ctx, signal });
    ctx.log.info({ seconds: (performance.now() - startedMs) / 1000 }, "job done");
    return null;
  } catch (error) {
    ctx.log.error({ err: error }, "job failed; it is tried again unless it has been often enough");
    return error ?? new Error("It failed.");
  }
}
