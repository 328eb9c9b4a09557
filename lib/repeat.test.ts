import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { repeat } from "./repeat";

const INTERVAL_MS = 1_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Rounds with these outcomes, then idle ones. @returns when each began. */
function start(outcomes: (boolean | Error)[]) {
  const begun: number[] = [];
  const failures: number[] = [];
  const stopping = new AbortController();
  const running = repeat({
    round: async () => {
      begun.push(Date.now());
      const outcome = outcomes.shift() ?? false;
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    intervalMs: INTERVAL_MS,
    signal: stopping.signal,
    onError: (_, count) => failures.push(count),
  });
  const pauses = () => begun.slice(1).map((at, i) => at - (begun[i] ?? 0));
  const stop = () => {
    stopping.abort();
    return running;
  };
  return { pauses, failures, stop };
}

it("pauses after a round, but not where there is more to do", async () => {
  const { pauses, stop } = start([true, true, false, true, false]);
  await vi.advanceTimersByTimeAsync(INTERVAL_MS);
  expect(pauses()).toEqual([0, 0, INTERVAL_MS, 0]);
  await stop();
});

it("pauses longer after each failure in a row, and as before once a round went well", async () => {
  const { pauses, failures, stop } = start([new Error("1"), new Error("2"), false, new Error("3")]);
  await vi.advanceTimersByTimeAsync(12 * INTERVAL_MS);
  expect(pauses()).toEqual([3_000, 5_000, 1_000, 3_000]);
  expect(failures).toEqual([1, 2, 1]);
  await stop();
});

it("stops in the middle of a pause", async () => {
  const { stop } = start([]);
  await vi.advanceTimersByTimeAsync(1);
  await expect(stop()).resolves.toBeUndefined();
});
