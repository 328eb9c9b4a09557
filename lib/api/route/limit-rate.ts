import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime/runtime";
import { type Allowance, createRateLimiter, type RateLimiter } from "./rate-limiter";

/**
 * How strictly a kind of request is counted. Generous is for what open pages ask all the time by themselves: many
 * visitors of one event may share one address.
 */
export type RatePolicy = "default" | "generous";

const TIMES: Record<RatePolicy, number> = { default: 1, generous: 20 };

const limiters = new WeakMap<Runtime, Map<RatePolicy, RateLimiter>>();

type Taking = { runtime: Runtime; caller: string; policy: RatePolicy; requests?: number };

/** Counts requests of `caller`, all or none. Null where limits are switched off. */
export function takeRequests({ runtime, caller, policy, requests = 1 }: Taking): Allowance | null {
  const perMinute = perMinuteOf(runtime, policy);
  if (perMinute === 0) return null;
  const ofRuntime = limiters.get(runtime) ?? new Map<RatePolicy, RateLimiter>();
  limiters.set(runtime, ofRuntime);
  const limiter = ofRuntime.get(policy) ?? createRateLimiter({ perMinute });
  ofRuntime.set(policy, limiter);
  return limiter.take(caller, runtime.clock.now().getTime(), requests);
}

/**
 * Counts one request of `caller` and says in `headers` what is left (draft-ietf-httpapi-ratelimit-headers).
 * @throws {AppError} `rate_limited` when nothing is.
 */
export function limitRate(options: Taking & { headers: Headers }): void {
  const { runtime, policy, headers } = options;
  const allowance = takeRequests(options);
  if (!allowance) return;
  const { allowed, remaining, retryAfterSeconds } = allowance;
  const perMinute = perMinuteOf(runtime, policy);

  headers.set("RateLimit-Policy", `"${policy}";q=${perMinute};w=60`);
  headers.set("RateLimit", `"${policy}";r=${remaining};t=${retryAfterSeconds}`);
  if (allowed) return;
  throw new AppError(
    "rate_limited",
    `At most ${perMinute} requests a minute. Try again in ${retryAfterSeconds} s.`,
    { extra: { retryAfterSeconds } },
  );
}

function perMinuteOf({ env }: Runtime, policy: RatePolicy): number {
  return env.rateLimitPerMinute * TIMES[policy];
}
