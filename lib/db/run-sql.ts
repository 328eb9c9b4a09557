import type { PGlite } from "@electric-sql/pglite";
import type { Pool } from "pg";

/** Runs SQL as it is written, several statements at once too where there are no values. For pg-boss, which brings its own. */
export type RunSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

export function runSqlOnPostgres(pool: Pool): RunSql {
  return (text, values) => pool.query(text, values);
}

const TRANSACTION = /^\s*begin\b/i;

/**
 * PGlite has one connection. Statements that begin a transaction of their own are run inside of one of PGlite's: should one
 * fail, it is undone before anybody else's statement can fall into it.
 */
export function runSqlOnPglite(client: PGlite): RunSql {
  return async (text, values = []) => {
    if (values.length > 0) return client.query(text, values);
    const results = TRANSACTION.test(text)
      ? await client.transaction((tx) => tx.exec(text))
      : await client.exec(text);
    return { rows: results.flatMap(({ rows }) => rows) };
  };
}
