import { type Column, type SQL, sql } from "drizzle-orm";

/** Like drizzle's `inArray` for a text column, with one parameter however long the list is. */
export function inList(column: Column, values: readonly string[]): SQL {
  return sql`${column} in (select json_array_elements_text(${JSON.stringify(values)}::json))`;
}
