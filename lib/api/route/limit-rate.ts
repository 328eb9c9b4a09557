import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime/runtime";
import { createRateLimiter, type RateLimiter } from "./rate-limiter";

const limiters = new WeakMap<Runtime, RateLimiter>();

/**
 * Counts one request of `caller` and says in `headers` what is left (draft-ietf-httpapi-ratelimit-headers).
 * @throws {AppError} `rate_limited` when nothing is.
 */
export function limitRate(options: { runtime: Runtime; caller: string; headers: Headers }): void {
  const { runtime, caller, headers } = options;
  const perMinute = runtime.env.rateLimitPerMinute;
  if (perMinute === 0) return;

  const limiter = limiters.get(runtime) ?? createRateLimiter({ perMinute });
  limiters.set(runtime, limiter);
  const { allowed, remaining, retryAfterSeconds } = limiter.take(caller, runtime.clock.now().getTime());

  headers.set("RateLimit-Policy", `"default";q=${perMinute};w=60`);
  headers.set("RateLimit", `"default";r=${remaining};t=${retryAfterSeconds}`);
  if (allowed) return;
  throw new AppError(
    "rate_limited",
    `At most ${perMinute} requests a minute. Try again in ${retryAfterSeconds} s.`,
    {
      extra: { retryAfterSeconds },
    },
  );
}
