import { type SQL, sql } from "drizzle-orm";

type Value = string | number | bigint | boolean | Date | null;

/**
 * Rows to join in a statement, as one parameter however many they are: `from ${jsonRows(rows, "v(id text, price numeric)")}`.
 * `shape` is trusted text: never a caller's.
 */
export function jsonRows(rows: readonly Readonly<Record<string, Value>>[], shape: string): SQL {
  const json = JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? value.toString() : value));
  return sql`json_to_recordset(${json}::json) as ${sql.raw(shape)}`;
}
