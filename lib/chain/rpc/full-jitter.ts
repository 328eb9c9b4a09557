/**
 * A random wait up to a bound that doubles with each attempt (the first is 0): clients that failed together come back
 * apart.
 */
export function fullJitter(options: {
  attempt: number;
  baseMs: number;
  maxMs: number;
  random: () => number;
}): number {
  const { attempt, baseMs, maxMs, random } = options;
  return Math.floor(random() * Math.min(maxMs, baseMs * 2 ** attempt));
}
