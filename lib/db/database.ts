import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";

type NoSchema = Record<string, never>;

/** PGlite and Postgres alike: services and the pipeline know no other type. */
export type Database = PgDatabase<PgQueryResultHKT, NoSchema>;

/** An open transaction of {@link Database}. */
export type Transaction = PgTransaction<PgQueryResultHKT, NoSchema, ExtractTablesWithRelations<NoSchema>>;

/** Either: for reads that may stand alone or inside a transaction. */
export type Queryable = Database | Transaction;
