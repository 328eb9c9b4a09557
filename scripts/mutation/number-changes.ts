/** The numbers that a number literal is mutated to: one more, one less, and zero; written as it was. */
export function numberChanges(literal: string): string[] {
  const [digits = "", unit] = literal.split(/\s+/);
  const value = BigInt(digits.replaceAll("_", ""));
  const values = new Set([value + 1n, value - 1n, 0n]);
  values.delete(value);
  const suffix = unit === undefined ? "" : ` ${unit}`;
  return [...values].filter((other) => other >= 0n).map((other) => write(other, digits) + suffix);
}

/** A hex literal keeps its length, which is its type where bytes are meant. */
function write(value: bigint, like: string): string {
  if (!like.startsWith("0x")) return value.toString();
  return `0x${value.toString(16).padStart(like.length - 2, "0")}`;
}
