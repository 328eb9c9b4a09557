const ORPHAN_CHECK_MS = 500;

/** Ends the process on SIGINT, SIGTERM or SIGHUP, once `close` is done. A second signal, once a second has passed, doesn't wait. */
export function stopOnSignal(close: () => Promise<void>): void {
  let stoppingSinceMs: number | null = null;
  const stop = (signal: NodeJS.Signals) => {
    if (stoppingSinceMs !== null) {
      // npm passes Ctrl-C on, so it comes twice at once; only a later one is meant.
      if (Date.now() - stoppingSinceMs > 1_000) process.exit(1);
      return;
    }
    stoppingSinceMs = Date.now();
    console.log(`\nStopping (${signal}) …`);
    void closeAndExit(close);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop);
  if (process.env.npm_lifecycle_event) onceOrphaned(() => stop("SIGHUP"));
}

/** npm passes SIGTERM on, but nobody can pass on a kill -9 of npm: without it, nobody would find this process again. */
function onceOrphaned(act: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, ORPHAN_CHECK_MS);
  timer.unref();
}

async function closeAndExit(close: () => Promise<void>): Promise<never> {
  try {
    await close();
    console.log("Stopped. Everything is kept.");
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}
