import { expect, test } from "vitest";
import { createRateLimiter } from "./rate-limiter";

/** A limiter of which every caller may take so many a minute. */
function limiterOf(perMinute: number) {
  const limiter = createRateLimiter();
  return {
    take: (key: string, nowMs: number, requests = 1) => limiter.take(key, nowMs, { perMinute, requests }),
  };
}

test("allows a burst of one minute's worth, then one at a time", () => {
  const limiter = limiterOf(60);
  for (let n = 59; n >= 0; n--) expect(limiter.take("a", 0)).toMatchObject({ allowed: true, remaining: n });
  expect(limiter.take("a", 0)).toMatchObject({ allowed: false, remaining: 0, retryAfterSeconds: 1 });
  expect(limiter.take("a", 999).allowed).toBe(false);
  expect(limiter.take("a", 1_001).allowed).toBe(true);
  expect(limiter.take("a", 1_001).allowed).toBe(false);
});

test("what it says about waiting is true", () => {
  const limiter = limiterOf(2);
  limiter.take("a", 0);
  limiter.take("a", 0);
  const { retryAfterSeconds } = limiter.take("a", 0);
  expect(retryAfterSeconds).toBe(30);
  expect(limiter.take("a", retryAfterSeconds * 1000).allowed).toBe(true);
});

test("counts many at once, all of them or none", () => {
  const limiter = limiterOf(60);
  expect(limiter.take("a", 0, 50)).toMatchObject({ allowed: true, remaining: 10 });
  expect(limiter.take("a", 0, 15)).toMatchObject({
    allowed: false,
    remaining: 10,
    retryAfterSeconds: 5,
  });
  expect(limiter.take("a", 5_001, 15)).toMatchObject({ allowed: true, remaining: 0 });
  expect(limiter.take("b", 0, 1_000)).toMatchObject({ allowed: true, remaining: 0 });
});

test("callers don't use up each other's allowance", () => {
  const limiter = limiterOf(1);
  expect(limiter.take("a", 0).allowed).toBe(true);
  expect(limiter.take("a", 0).allowed).toBe(false);
  expect(limiter.take("b", 0).allowed).toBe(true);
});

test("a clock that goes back gives nothing and takes nothing", () => {
  const limiter = limiterOf(2);
  limiter.take("a", 60_000);
  expect(limiter.take("a", 0)).toMatchObject({ allowed: true, remaining: 0 });
  expect(limiter.take("a", 0).allowed).toBe(false);
});

test("forgets callers who have their full allowance again, and nobody else", () => {
  const limiter = limiterOf(1);
  for (let n = 0; n < 10_001; n++) limiter.take(`idle-${n}`, 0);
  limiter.take("busy", 59_999);
  expect(limiter.take("new", 60_000).allowed).toBe(true);
  expect(limiter.take("busy", 60_000).allowed).toBe(false);
});

test("counts each caller by their own limit", () => {
  const limiter = createRateLimiter();
  expect(limiter.take("slow", 0, { perMinute: 1 })).toMatchObject({ allowed: true, perMinute: 1 });
  expect(limiter.take("slow", 0, { perMinute: 1 }).allowed).toBe(false);
  expect(limiter.take("fast", 0, { perMinute: 100 })).toMatchObject({ remaining: 99, perMinute: 100 });
});
