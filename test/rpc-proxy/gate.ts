/** Lets work through while it is open, and knows when none is inside. */
export function createGate() {
  let shut: PromiseWithResolvers<void> | null = null;
  let empty: PromiseWithResolvers<void> | null = null;
  let inside = 0;

  return {
    /** Does the work once the gate is open. */
    async pass<T>(work: () => Promise<T>): Promise<T> {
      while (shut) await shut.promise;
      inside += 1;
      try {
        return await work();
      } finally {
        inside -= 1;
        if (inside === 0) empty?.resolve();
      }
    },
    /** Resolves when nobody is inside any more; nobody gets in before `open`. */
    async shut(): Promise<void> {
      shut ??= Promise.withResolvers();
      if (inside === 0) return;
      empty = Promise.withResolvers();
      await empty.promise;
    },
    open(): void {
      shut?.resolve();
      shut = null;
    },
  };
}
