import { randomUUID } from "node:crypto";
import { openAsBlob } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { inject } from "vitest";
import { embeddedDatabase, type OpenDatabase, openDatabase } from "@/lib/db/open-database";

/** A migrated database of the caller's own: PGlite in memory, or one on the server at `TEST_DATABASE_URL`. */
export async function testDatabase(): Promise<OpenDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? testPostgres(server) : fromTemplate(inject("databaseTemplate"));
}

async function fromTemplate(file: string | null): Promise<OpenDatabase> {
  if (!file) throw new Error("Only the integration tests have a database.");
  const client = await PGlite.create({ loadDataDir: await openAsBlob(file) });
  return embeddedDatabase(client);
}

/** A migrated database on this server, for tests in which several processes meet. Gone when it is closed. */
export async function testPostgres(server: string): Promise<OpenDatabase & { url: string }> {
  const name = `ticketchain_test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const opened = await openDatabase({ kind: "postgres", url: url.toString() });
  await opened.migrate();
  return {
    ...opened,
    url: url.toString(),
    async close() {
      await opened.close();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
