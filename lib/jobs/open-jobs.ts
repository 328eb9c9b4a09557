import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Transaction } from "@/lib/db/database";
import type { RunSql } from "@/lib/db/run-sql";
import { type AnyJob, DEFAULT_SECONDS_MAX, type Job, type JobContext } from "./define-job";
import { startWork, type Work } from "./start-work";

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
  const working: Work[] = [];
  for (const job of jobs) working.push(await begin(boss, job, ctx));
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
    async stop() {
      await Promise.all(working.map((work) => work.stop(STOP_MS_MAX)));
      await boss.stop({ graceful: true });
    },
  };
}

/** Schedules are rows: those of jobs that an earlier version had would go on for ever. */
async function forgetOthers(boss: PgBoss, jobs: readonly AnyJob[]): Promise<void> {
  const scheduled = new Set(jobs.filter((job) => job.schedule).map((job) => job.name));
  for (const { name } of await boss.getSchedules()) if (!scheduled.has(name)) await boss.unschedule(name);
}

async function begin(boss: PgBoss, job: AnyJob, ctx: JobContext): Promise<Work> {
  const { name, schedule, retries = 3, secondsMax = DEFAULT_SECONDS_MAX } = job;
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
  return startWork(boss, job, ctx);
}
