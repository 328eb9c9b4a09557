import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import { migrate as migratePg } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { Pool } from "pg";
import type { Database } from "./database";
import { type RunSql, runSqlOnPglite, runSqlOnPostgres } from "./run-sql";

export type DatabaseLocation =
  /** `folder` null: in memory, for tests. */
  { kind: "pglite"; folder: string | null } | { kind: "postgres"; url: string };

export type OpenDatabase = {
  db: Database;
  runSql: RunSql;
  /** Applies the migrations not applied yet. Safe when several processes boot at once. */
  migrate(): Promise<void>;
  close(): Promise<void>;
};

/** Any fixed number: who holds it is migrating. */
const MIGRATION_LOCK = 7_140_203;

const migrationsFolder = () => join(process.cwd(), "drizzle");

/**
 * Opens the database. PGlite does not guard its folder: the caller holds the data directory's lock.
 * @throws the driver's error when the server can't be reached or the folder is damaged.
 */
export async function openDatabase(location: DatabaseLocation): Promise<OpenDatabase> {
  return location.kind === "pglite" ? openPglite(location.folder) : openPostgres(location.url);
}

async function openPglite(folder: string | null): Promise<OpenDatabase> {
  return embeddedDatabase(await PGlite.create(folder ?? "memory://"));
}

/** A PGlite that is open already. */
export function embeddedDatabase(client: PGlite): OpenDatabase {
  const db = drizzlePglite(client);
  return {
    db,
    runSql: runSqlOnPglite(client),
    migrate: () => migratePglite(db, { migrationsFolder: migrationsFolder() }),
    close: () => client.close(),
  };
}

async function openPostgres(url: string): Promise<OpenDatabase> {
  const pool = new Pool({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 10_000,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  const db = drizzlePg(pool);
  return {
    db,
    runSql: runSqlOnPostgres(pool),
    migrate: () => migrateUnderLock(pool),
    close: () => pool.end(),
  };
}

async function migrateUnderLock(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migratePg(drizzlePg(client), {
      migrationsFolder: migrationsFolder(),
    });
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => {});
    client.release();
  }
}
