/** Holds requests until another has gone. */
export function overtaking() {
  const held = new Set<() => void>();
  return {
    /** Resolves when another request has gone, or after so long without one. */
    hold(msMax: number): Promise<void> {
      return new Promise((resolve) => {
        const go = () => {
          clearTimeout(timer);
          held.delete(go);
          resolve();
        };
        const timer = setTimeout(go, msMax);
        held.add(go);
      });
    },
    release(): void {
      for (const go of held) go();
    },
  };
}
