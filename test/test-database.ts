import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { type OpenDatabase, openDatabase } from "@/lib/db/open-database";

/** A migrated database of the caller's own: PGlite in memory, or one on the server at `TEST_DATABASE_URL`. */
export async function testDatabase(): Promise<OpenDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  const opened = server ? await ownDatabase(server) : await openDatabase({ kind: "pglite", folder: null });
  await opened.migrate();
  return opened;
}

async function ownDatabase(server: string): Promise<OpenDatabase> {
  const name = `ticketchain_test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const opened = await openDatabase({ kind: "postgres", url: url.toString() });
  return {
    ...opened,
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
