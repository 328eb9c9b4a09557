/** What is left to a caller after this request. */
export type Allowance = {
  allowed: boolean;
  /** Requests left at once. */
  remaining: number;
  /** Seconds until one more request is allowed; 0 while some remain. */
  retryAfterSeconds: number;
  /** The limit that was counted by. */
  perMinute: number;
};

type Bucket = { tokens: number; filledAtMs: number; perMinute: number };

/** Beyond this many callers the idle ones are forgotten. */
const BUCKETS_MAX = 10_000;

/**
 * Token buckets, one a caller: bursts up to a minute's worth, then `perMinute` evenly. They live in this process, so
 * several processes allow as many times more.
 */
export function createRateLimiter() {
  const buckets = new Map<string, Bucket>();

  /** A full bucket says no more than none at all. */
  const forgetIdle = (nowMs: number) => {
    for (const [key, bucket] of buckets) if (filled(bucket, nowMs) >= bucket.perMinute) buckets.delete(key);
    if (buckets.size > BUCKETS_MAX) buckets.clear();
  };

  return {
    /** Takes so many requests from the caller's bucket, if they are there. More than a minute's worth count as that. */
    take(
      key: string,
      nowMs: number,
      { perMinute, requests = 1 }: { perMinute: number; requests?: number },
    ): Allowance {
      if (buckets.size > BUCKETS_MAX) forgetIdle(nowMs);
      const bucket = buckets.get(key);
      const tokens = bucket ? filled({ ...bucket, perMinute }, nowMs) : perMinute;
      const cost = Math.min(requests, perMinute);
      const allowed = tokens >= cost;
      const left = allowed ? tokens - cost : tokens;
      buckets.set(key, { tokens: left, filledAtMs: nowMs, perMinute });
      const missing = (allowed ? 1 : cost) - left;
      const retryAfterSeconds = missing <= 0 ? 0 : Math.max(1, Math.ceil((missing * 60) / perMinute));
      return { allowed, remaining: Math.floor(left), retryAfterSeconds, perMinute };
    },
  };
}

function filled({ tokens, filledAtMs, perMinute }: Bucket, nowMs: number): number {
  return Math.min(perMinute, tokens + (Math.max(0, nowMs - filledAtMs) * perMinute) / 60_000);
}

export type RateLimiter = ReturnType<typeof createRateLimiter>;
