/**
 * Numbers of at least 0 and less than 1 that follow from the seed and a name (mulberry32). Each name has a sequence of its
 * own, so that changing how often one thing happens doesn't change when another does.
 */
export function seededRandom(seed: number, name: string): () => number {
  let state = hash(`${seed}:${name}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}
