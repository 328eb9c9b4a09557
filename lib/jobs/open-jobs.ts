import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Transaction } from "@/lib/db/database";
import type { RunSql } from "@/lib/db/run-sql";
import type { AnyJob, Job, JobContext } from "./define-job";

export type Jobs = {
  /** Asks for a job once: with the caller's transaction, or not at all if that is undone. */
  send<Data extends object>(job: Job<Data>, data: Data, tx?: Transaction): Promise<void>;
  /** The same for many, by one statement. */
  sendAll<Data extends object>(job: Job<Data>, data: readonly Data[], tx: Transaction): Promise<void>;
  /** Resolves when no job runs here any more; those that don't end in time are tried again, here or elsewhere. */
  stop(): Promise<void>;
};

type JobsOptions = {
  runSql: RunSql;
  isEmbedded: boolean;
  jobs: readonly AnyJob[];
  ctx: JobContext;
};

const SCHEMA = "jobs";
const HOUR_SECONDS = 3600;
const STOP_MS_MAX = 5_000;

/**
 * Runs the jobs, shared with every other process that does so on the same database. Brings its own tables up to date first,
 * in a schema of their own. One statement at a time is short: the embedded database has a single connection, which all
 * else needs as well.
 */
export async function openJobs({ runSql, isEmbedded, jobs, ctx }: JobsOptions): Promise<Jobs> {
  const { log } = ctx;
  const boss = new PgBoss({
    db: { executeSql: runSql },
    backend: isEmbedded ? "pglite" : "postgres",
    schema: SCHEMA,
    // What it would watch over for thousands of jobs a second is wasted on a few a minute.
    registerInstance: false,
    reindex: false,
    monitorVacuum: false,
    flowIntervalSeconds: HOUR_SECONDS,
    openTelemetry: { enabled: false },
  });
  boss.on("error", (error) => log.error({ err: error }, "jobs: the database could not be asked"));
  boss.on("warning", ({ message }) => log.warn(`jobs: ${message}`));
  await boss.start();
  await forgetOthers(boss, jobs);
  for (const job of jobs) await begin(boss, job, ctx);
  return {
    async send(job, data, tx) {
      await boss.send(job.name, job.schema.parse(data), tx ? { db: fromDrizzle(tx, sql) } : {});
    },
    async sendAll(job, data, tx) {
      if (data.length === 0) return;
      await boss.insert(
        job.name,
        data.map((each) => ({ data: job.schema.parse(each) })),
        { db: fromDrizzle(tx, sql) },
      );
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_MS_MAX }),
  };
}

/** Schedules are rows: those of jobs that an earlier version had would go on for ever. */
async function forgetOthers(boss: PgBoss, jobs: readonly AnyJob[]): Promise<void> {
  const scheduled = new Set(jobs.filter((job) => job.schedule).map((job) => job.name));
  for (const { name } of await boss.getSchedules()) if (!scheduled.has(name)) await boss.unschedule(name);
}

async function begin(boss: PgBoss, job: AnyJob, ctx: JobContext): Promise<void> {
  const { name, schedule, retries = 3, secondsMax = 15 * 60, pollSeconds = 30, atOnce = 1 } = job;
  const options = {
    retryLimit: retries,
    retryBackoff: true,
    retryDelay: 5,
    expireInSeconds: secondsMax,
    deleteAfterSeconds: HOUR_SECONDS,
  };
  // Exclusive: what is still waiting or running is not asked for once more.
  await boss.createQueue(name, { ...options, policy: schedule ? "exclusive" : "standard" });
  await boss.updateQueue(name, options);
  if (schedule) await boss.schedule(name, schedule, {});
  const work = { pollingIntervalSeconds: pollSeconds, batchSize: atOnce, burstWhenBatchFull: atOnce > 1 };
  await boss.work(name, work, async (taken) => {
    await Promise.all(taken.map(({ id, data, signal }) => run(job, { id, data, signal }, ctx)));
  });
}

type Taken = { id: string; data: unknown; signal: AbortSignal };

async function run(job: AnyJob, { id, data, signal }: Taken, ctx: JobContext): Promise<void> {
  const log = ctx.log.child({ job: job.name, jobId: id });
  const startedMs = performance.now();
  try {
    await job.run({ data: job.schema.parse(data), ctx: { ...ctx, log }, signal });
    log.info({ seconds: (performance.now() - startedMs) / 1000 }, "job done");
  } catch (error) {
    log.error({ err: error }, "job failed; it is tried again unless it has been often enough");
    throw error;
  }
}
