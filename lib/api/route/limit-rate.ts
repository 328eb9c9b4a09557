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

type Taking = {
  runtime: Runtime;
  caller: string;
  policy: RatePolicy;
  requests?: number;
  /** The caller's own limit. It counts where it is lower, also where the server has none. */
  ownPerMinute?: number | undefined;
};

/** Counts requests of `caller`, all or none. Null where nothing limits them. */
export function takeRequests(options: Taking): Allowance | null {
  const { runtime, caller, policy, requests = 1 } = options;
  const perMinute = perMinuteOf(options);
  if (perMinute === null) return null;
  const ofRuntime = limiters.get(runtime) ?? new Map<RatePolicy, RateLimiter>();
  limiters.set(runtime, ofRuntime);
  const limiter = ofRuntime.get(policy) ?? createRateLimiter();
  ofRuntime.set(policy, limiter);
  return limiter.take(caller, runtime.clock.now().getTime(), { perMinute, requests });
}

/**
 * Counts one request of `caller` and says in `headers` what is left (draft-ietf-httpapi-ratelimit-headers).
 * @throws {AppError} `rate_limited` when nothing is.
 */
export function limitRate(options: Taking & { headers: Headers }): void {
  const { policy, headers } = options;
  const allowance = takeRequests(options);
  if (!allowance) return;
  const { allowed, remaining, retryAfterSeconds, perMinute } = allowance;

  headers.set("RateLimit-Policy", `"${policy}";q=${perMinute};w=60`);
  headers.set("RateLimit", `"${policy}";r=${remaining};t=${retryAfterSeconds}`);
  if (allowed) return;
  throw new AppError(
    "rate_limited",
    `At most ${perMinute} requests a minute. Try again in ${retryAfterSeconds} s.`,
    { extra: { retryAfterSeconds } },
  );
}

function perMinuteOf({ runtime, policy, ownPerMinute = Infinity }: Taking): number | null {
  const everybodys = runtime.env.rateLimitPerMinute * TIMES[policy];
  const lower = Math.min(everybodys === 0 ? Infinity : everybodys, ownPerMinute);
  return lower === Infinity ? null : lower;
}
