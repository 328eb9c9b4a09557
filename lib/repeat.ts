const BACKOFF_MS_MAX = 30_000;

type Repetition = {
  /** Resolves to whether there may be more to do right away. */
  round: () => Promise<boolean>;
  /** Pause between rounds; after each failure in a row twice as long as before. */
  intervalMs: number;
  signal: AbortSignal;
  onError: (error: unknown, failures: number) => void;
};

/** Does a thing again and again until it is told to stop. Never throws. */
export async function repeat({ round, intervalMs, signal, onError }: Repetition): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const isBusy = await round();
      failures = 0;
      if (isBusy) continue;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      onError(error, failures);
    }
    const backoff = failures === 0 ? 0 : Math.min(BACKOFF_MS_MAX, intervalMs * 2 ** failures);
    await pause(intervalMs + backoff, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
