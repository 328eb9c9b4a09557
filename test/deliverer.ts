import { allJobs } from "@/lib/jobs/all-jobs";
import { startFeeding } from "@/lib/jobs/feed-webhooks";
import { openJobs } from "@/lib/jobs/open-jobs";
import type { TestRuntime } from "./test-runtime";

export type Deliverer = { close(): Promise<void> };

/** Runs the jobs beside a test, as a server does. */
export async function openDeliverer(runtime: TestRuntime): Promise<Deliverer> {
  const { db, chain, clock, log, webhooks, runSql } = runtime;
  const ctx = { db, chain, clock, log, webhooks };
  const isEmbedded = !process.env.TEST_DATABASE_URL;
  const jobs = await openJobs({ runSql, isEmbedded, jobs: allJobs, ctx });
  const feeding = startFeeding({ ctx, jobs, intervalMs: 50 });
  return {
    async close() {
      await feeding.stop();
      await jobs.stop();
    },
  };
}
