import { expect, test } from "vitest";
import { createRateLimiter } from "./rate-limiter";

test("allows a burst of one minute's worth, then one at a time", () => {
  const limiter = createRateLimiter({ perMinute: 60 });
  for (let n = 59; n >= 0; n--) expect(limiter.take("a", 0)).toMatchObject({ allowed: true, remaining: n });
  expect(limiter.take("a", 0)).toEqual({ allowed: false, remaining: 0, retryAfterSeconds: 1 });
  expect(limiter.take("a", 999).allowed).toBe(false);
  expect(limiter.take("a", 1_001).allowed).toBe(true);
  expect(limiter.take("a", 1_001).allowed).toBe(false);
});

test("what it says about waiting is true", () => {
  const limiter = createRateLimiter({ perMinute: 2 });
  limiter.take("a", 0);
  limiter.take("a", 0);
  const { retryAfterSeconds } = limiter.take("a", 0);
  expect(retryAfterSeconds).toBe(30);
  expect(limiter.take("a", retryAfterSeconds * 1000).allowed).toBe(true);
});

test("counts many at once, all of them or none", () => {
  const limiter = createRateLimiter({ perMinute: 60 });
  expect(limiter.take("a", 0, 50)).toMatchObject({ allowed: true, remaining: 10 });
  expect(limiter.take("a", 0, 15)).toEqual({ allowed: false, remaining: 10, retryAfterSeconds: 5 });
  expect(limiter.take("a", 5_001, 15)).toMatchObject({ allowed: true, remaining: 0 });
  expect(limiter.take("b", 0, 1_000)).toMatchObject({ allowed: true, remaining: 0 });
});

test("callers don't use up each other's allowance", () => {
  const limiter = createRateLimiter({ perMinute: 1 });
  expect(limiter.take("a", 0).allowed).toBe(true);
  expect(limiter.take("a", 0).allowed).toBe(false);
  expect(limiter.take("b", 0).allowed).toBe(true);
});

test("a clock that goes back gives nothing and takes nothing", () => {
  const limiter = createRateLimiter({ perMinute: 2 });
  limiter.take("a", 60_000);
  expect(limiter.take("a", 0)).toMatchObject({ allowed: true, remaining: 0 });
  expect(limiter.take("a", 0).allowed).toBe(false);
});

test("forgets callers who have their full allowance again, and nobody else", () => {
  const limiter = createRateLimiter({ perMinute: 1 });
  for (let n = 0; n < 10_001; n++) limiter.take(`idle-${n}`, 0);
  limiter.take("busy", 59_999);
  expect(limiter.take("new", 60_000).allowed).toBe(true);
  expect(limiter.take("busy", 60_000).allowed).toBe(false);
});
