import { openAsBlob } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { inject } from "vitest";
import { embeddedDatabase, type OpenDatabase, openDatabase } from "@/lib/db/open-database";
import { createDatabase } from "./create-database";

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
  const { url, drop } = await createDatabase(server, "test");
  const opened = await openDatabase({ kind: "postgres", url });
  await opened.migrate();
  return {
    ...opened,
    url,
    async close() {
      await opened.close();
      await drop();
    },
  };
}
