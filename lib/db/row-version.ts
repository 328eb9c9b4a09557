import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** The version of a row that is read: another after every change of it, by which a writer sees that nobody else was faster. */
export function rowVersion(table: PgTable): SQL<string> {
  return sql`${table}.xmin::text`;
}

/** Whether a row that is being locked still has this {@link rowVersion}. */
export function hasVersion(table: PgTable, version: SQL): SQL {
  return sql`${table}.xmin = ${version}::xid`;
}
