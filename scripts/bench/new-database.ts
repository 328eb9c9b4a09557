import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@/test/create-database";
import { findPostgres } from "../lib/find-postgres";

export type Location = { kind: "pglite"; folder: string } | { kind: "postgres"; url: string };

/** A database to measure on. */
export type DatabaseKind = {
  name: "Postgres" | "PGlite";
  /** Of the keys of its figures. The targets are those of the kind without one. */
  suffix: "" | "_pglite";
  /** Uses an empty one, and removes it. */
  withNew<T>(use: (location: Location) => Promise<T>): Promise<T>;
};

/** Postgres where there is one, and PGlite; the first is the one that targets are for. */
export async function databaseKinds(): Promise<[DatabaseKind, ...DatabaseKind[]]> {
  const server = await findPostgres();
  if (!server) return [{ name: "PGlite", suffix: "", withNew: withPglite }];
  return [
    { name: "Postgres", suffix: "", withNew: (use) => withPostgres(server, use) },
    { name: "PGlite", suffix: "_pglite", withNew: withPglite },
  ];
}

async function withPglite<T>(use: (location: Location) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "ticketchain-bench-"));
  try {
    return await use({ kind: "pglite", folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withPostgres<T>(server: string, use: (location: Location) => Promise<T>): Promise<T> {
  const { url, drop } = await createDatabase(server, "bench");
  try {
    return await use({ kind: "postgres", url });
  } finally {
    await drop();
  }
}
