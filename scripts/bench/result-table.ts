import { markdownTable } from "./markdown-table";
import { isReached, type Result } from "./report";

/** A line for each result: its name, by its key without the database's suffix, with the first part of its note. */
export function resultTable(results: readonly Result[], names: Readonly<Record<string, string>>): string {
  const rows = results.map((result) => {
    const { key, value, unit, target, note = "" } = result;
    const name = names[key.replace(/_pglite$/, "")] ?? key;
    const missed = isReached(result) ? "" : " (missed)";
    return [
      `${name} (${note.split(";")[0]})`,
      `${value.toLocaleString("en")} ${unit}${missed}`,
      bound(result, target),
    ];
  });
  return markdownTable(["", "measured", "target"], rows);
}

function bound({ better }: Result, target: number | null): string {
  return target === null ? "–" : `${better === "lower" ? "≤" : "≥"} ${target.toLocaleString("en")}`;
}
