import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** File with an empty, migrated PGlite; null when the tests run on Postgres. */
    databaseTemplate: string | null;
  }
}

/** Setting up a PGlite takes seconds, loading one that was set up before takes a fraction: so once for all test files. */
export default async function databaseTemplate(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.TEST_DATABASE_URL) {
    project.provide("databaseTemplate", null);
    return async () => {};
  }
  const client = await PGlite.create("memory://");
  await migrate(drizzle(client), { migrationsFolder: "drizzle" });
  const folder = await mkdtemp(join(tmpdir(), "ticketchain-template-"));
  const file = join(folder, "database.tar");
  const dump = await client.dumpDataDir("none");
  await writeFile(file, Buffer.from(await dump.arrayBuffer()));
  await client.close();
  project.provide("databaseTemplate", file);
  return () => rm(folder, { recursive: true, force: true });
}
