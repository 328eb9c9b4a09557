import type { Queryable } from "./database";

/**
 * A query that is asked all the time: `build` puts it together once for a database, with `sql.placeholder` where values go, and
 * ends in `.prepare(name)`, by which each connection of Postgres parses and plans it once. Only for what finds its rows by a
 * unique key: a plan that is kept must be good for tables of any size.
 */
export function prepared<Query>(build: (db: Queryable) => Query): (db: Queryable) => Query {
  const queries = new WeakMap<Queryable, Query>();
  return (db) => {
    const known = queries.get(db);
    if (known) return known;
    const query = build(db);
    queries.set(db, query);
    return query;
  };
}
