import type { Logger } from "pino";
import type { z } from "zod";
import type { Chain } from "@/lib/chain/chain";
import type { Database } from "@/lib/db/database";
import type { Clock } from "@/lib/services/context";
import type { WebhookSettings } from "@/lib/webhooks/settings";

/** Of jobs that say nothing else. */
export const DEFAULT_SECONDS_MAX = 15 * 60;

/** What a job works with. */
export type JobContext = { db: Database; chain: Chain; clock: Clock; log: Logger; webhooks: WebhookSettings };

export type JobCall<Data> = {
  data: Data;
  ctx: JobContext;
  /** Aborted when the process is told to stop, or the job has taken too long. */
  signal: AbortSignal;
};

export type Job<Data extends object> = {
  /** Stays as it is: jobs that wait in the database know it by this name. */
  name: string;
  /** When it runs by itself, with `{}` as data: a cron expression, in UTC. Once in all processes together. */
  schedule?: string;
  /** What was written into the database is parsed again when it is read: an older version may have written it. */
  schema: z.ZodType<Data>;
  /**
   * Does it. What it throws is logged, and it is tried again later, each time after a longer pause. It may run twice where a process dies
   * in between, so what it does must bear that.
   */
  run(call: JobCall<Data>): Promise<void>;
  /** Attempts after the first one. */
  retries?: number;
  /** Longer than that, and it is taken for dead and tried again. */
  secondsMax?: number;
  /** How soon a job that was sent is noticed. */
  pollSeconds?: number;
  /** How many run side by side in a process, none of them waiting for another. */
  atOnce?: number;
};

/** A job whose types were checked where it was written. */
export type AnyJob = Job<object>;

/** The one way to write a job: a file each, listed in `all-jobs.ts`. */
export function defineJob<Data extends object>(job: Job<Data>): Job<Data> {
  return job;
}
