import { type Column, desc, type SQL, sql } from "drizzle-orm";

/**
 * The rows of one owner, newest first, read from the index on the owner's column and the id. The owner is asked for as a range:
 * were it equal to a constant, the order would be that of the ids alone, and Postgres would at times read the ids' own index,
 * past everybody else's newer rows, which for an event of last year are all there are.
 */
export function newestOf(owner: { column: Column; value: string; id: Column }): {
  where: SQL;
  orderBy: [SQL, SQL];
} {
  const { column, value, id } = owner;
  return { where: sql`${column} between ${value} and ${value}`, orderBy: [desc(column), desc(id)] };
}
