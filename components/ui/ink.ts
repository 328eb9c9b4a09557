const INKS = 6;

/** A steady number from a text (FNV-1a, 32 bit): for looks only. */
export function hashSeed(seed: string): number {
  let hash = 0x811c9dc5;
  for (const char of seed) {
    hash ^= char.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Which of the printing inks an event keeps. Give the event's id; goes into `data-ink`. */
export function inkOf(seed: string): number {
  return hashSeed(seed) % INKS;
}
