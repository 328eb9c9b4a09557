import { type SQL, sql } from "drizzle-orm";
import { arrayLiteral, type Scalar } from "./array-literal";

type ColumnType = "text" | "integer" | "bigint" | "numeric" | "timestamptz";

/**
 * Rows to join in a statement, as one parameter a column however many they are:
 * `from ${valueRows(rows, { id: "text", price: "numeric" })} join tickets t on t.id = v.id`. They are called `v`.
 */
export function valueRows<Columns extends Readonly<Record<string, ColumnType>>>(
  rows: readonly Readonly<Record<keyof Columns & string, Scalar>>[],
  columns: Columns,
): SQL {
  const names: (keyof Columns & string)[] = Object.keys(columns);
  const arrays = names.map((name) => {
    const literal = arrayLiteral(rows.map((row) => row[name]));
    return sql`cast(${literal}::text as ${sql.raw(`${columns[name]}[]`)})`;
  });
  const list = (parts: SQL[]) => sql.join(parts, sql`, `);
  return sql`unnest(${list(arrays)}) as v(${list(names.map((name) => sql`${sql.identifier(name)}`))})`;
}
