const FORMAT = new Intl.NumberFormat("en");

/** `12500` → "12,500". */
export function formatCount(count: number): string {
  return FORMAT.format(count);
}

/** `1, "ticket"` → "1 ticket"; `500, "ticket"` → "500 tickets". */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
