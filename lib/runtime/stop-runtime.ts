/** Who boots the runtime and who stops it are bundled apart; they meet on the global object, as `getRuntime` does. */
const KEY = Symbol.for("ticketchain.stop");

type Holder = { [KEY]?: () => Promise<void> };

/** For `bootRuntime`: what closes everything it opened. */
export function onStop(stop: () => Promise<void>): void {
  (globalThis as Holder)[KEY] = stop;
}

/** Closes the runtime, the last opened first. Does nothing when none is open. */
export async function stopRuntime(): Promise<void> {
  const holder = globalThis as Holder;
  const stop = holder[KEY];
  delete holder[KEY];
  await stop?.();
}
