import { type Column, type SQL, sql } from "drizzle-orm";
import { arrayLiteral } from "./array-literal";

/**
 * Like drizzle's `inArray` for a text column, with one parameter however long the list is. As a subquery: what has never been
 * analysed would otherwise be read as a whole, each row compared with the whole list.
 */
export function inList(column: Column | SQL, values: readonly string[]): SQL {
  return sql`${column} in (select unnest(cast(${arrayLiteral(values)}::text as text[])))`;
}
