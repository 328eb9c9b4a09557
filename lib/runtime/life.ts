/**
 * What the server's script and the runtime, which Next bundles apart from it, have to tell each other. They meet on the
 * global object, as `getRuntime` does.
 */
type Life = {
  /** Settled when the runtime is open, or can't be opened. */
  booted: PromiseWithResolvers<void>;
  hasBegun: boolean;
  stop: (() => Promise<void>) | null;
};

const KEY = Symbol.for("ticketchain.life");

function life(): Life {
  const holder = globalThis as { [KEY]?: Life };
  holder[KEY] ??= { booted: Promise.withResolvers(), hasBegun: false, stop: null };
  return holder[KEY];
}

/** True for the first caller in this process: Next may load the instrumentation again while developing. */
export function beginBoot(): boolean {
  const { hasBegun } = life();
  life().hasBegun = true;
  return !hasBegun;
}

/** The runtime is open, and `stop` closes it. */
export function reportBooted(stop: () => Promise<void>): void {
  life().stop = stop;
  life().booted.resolve();
}

/** Resolves when the runtime is open. Next answers requests before that if it is let. */
export function whenBooted(): Promise<void> {
  return life().booted.promise;
}

/** Closes the runtime if it is open; one that is being opened is awaited first. */
export async function stopRuntime(): Promise<void> {
  const current = life();
  if (!current.hasBegun) return;
  await current.booted.promise;
  const { stop } = current;
  current.stop = null;
  await stop?.();
}
