import fc from "fast-check";
import type { Resource } from "@/lib/api/route/resource";
import type { TestRuntime } from "@/test/test-runtime";
import { checkFuzzed } from "./check-fuzzed";
import { type Plan, planArbitrary } from "./plan";
import { answerOf, requestOf, type Sending } from "./send-plan";
import type { fuzzStage } from "./stage";
import { count, type Tally } from "./tally";

/** As many requests, then the chain catches up. */
const ROUND = 500;
/** For looking for a smaller request that fails as well. */
const SHRINK_MS = 20_000;

type Fuzzing = {
  runtime: TestRuntime;
  stage: Awaited<ReturnType<typeof fuzzStage>>;
  resources: readonly Resource[];
  requests: number;
  seed: number;
  /** Enough to know what is wrong. */
  failuresMax?: number;
};

export type FuzzReport = { requests: number; failures: string[]; tally: Tally };

/** Sends so many requests that follow from the seed, and tells what is wrong with their answers. */
export async function runFuzz(fuzzing: Fuzzing): Promise<FuzzReport> {
  const { runtime, stage, resources, requests, seed, failuresMax = 20 } = fuzzing;
  const report: FuzzReport = { requests: 0, failures: [], tally: {} };
  const { own, foreign, credentials, secrets } = stage;

  const send = async (plan: Plan) => {
    // OPEN's calls say by which ids their caller will know things: those of others would be the caller's own from then on.
    const world = plan.scene % 23 === 0 && !plan.path.startsWith("/open/") ? foreign : own;
    const sending: Sending = { resources, credentials, fill: (text) => world.fill(text, plan.scene) };
    const planned = requestOf(plan, sending);
    if (!planned) return;
    const answered = { ...(await answerOf(planned.request, sending)), said: planned.said };
    report.requests += 1;
    count(report.tally, answered);
    const body = await checkFuzzed(answered, secrets);
    if (body !== null && world === own && plan.headers.Caller === "everything") own.learn(body);
  };

  for (let round = 0; report.requests < requests && report.failures.length < failuresMax; round += 1) {
    const numRuns = Math.min(ROUND, requests - report.requests);
    const failure = await findFailure(planArbitrary(resources), send, {
      numRuns,
      seed: Math.imul(seed, 1_000_003) + round,
    });
    if (failure) report.failures.push(failure);
    await runtime.pipeline.drain();
  }
  return report;
}

/** The smallest plan that fails, as far as one could be found in time; null: none does. */
async function findFailure(
  plans: fc.Arbitrary<Plan>,
  send: (plan: Plan) => Promise<void>,
  options: { numRuns: number; seed: number },
): Promise<string | null> {
  let failedAtMs = Number.POSITIVE_INFINITY;
  const property = fc.asyncProperty(plans, async (plan) => {
    if (Date.now() > failedAtMs + SHRINK_MS) return;
    try {
      await send(plan);
    } catch (error) {
      failedAtMs = Math.min(failedAtMs, Date.now());
      throw error;
    }
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, options);
  if (!failed) return null;
  const { message } = errorInstance instanceof Error ? errorInstance : new Error(String(errorInstance));
  return `seed ${options.seed}: ${message}\n${JSON.stringify(counterexample).slice(0, 1_000)}`;
}
