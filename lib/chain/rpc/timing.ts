import { setTimeout as wait } from "node:timers/promises";

/** What the transport knows of time and chance. Tests bring their own, so that they take no time. */
export type Timing = {
  /** Milliseconds, of any origin. */
  now(): number;
  /** @throws when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** At least 0, less than 1. */
  random(): number;
};

export const systemTiming: Timing = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
  random: () => Math.random(),
};
