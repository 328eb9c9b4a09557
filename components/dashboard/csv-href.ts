/** A link that downloads the text as it is. The byte-order mark lets spreadsheets read accents. */
export function csvHref(csv: string): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${csv}`)}`;
}
