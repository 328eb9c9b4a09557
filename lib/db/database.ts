import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";

type NoSchema = Record<string, never>;

/** What both drivers answer to `execute`: the rows, under that name. */
interface RowsResult extends PgQueryResultHKT {
  type: Rows<this["row"]>;
}

type Rows<Row> = { rows: Row[] };

/** PGlite and Postgres alike: services and the pipeline know no other type. */
export type Database = PgDatabase<RowsResult, NoSchema>;

/** An open transaction of {@link Database}. */
export type Transaction = PgTransaction<RowsResult, NoSchema, ExtractTablesWithRelations<NoSchema>>;

/** Either: for reads that may stand alone or inside a transaction. */
export type Queryable = Database | Transaction;
