import { randomUUID } from "node:crypto";
import { Client } from "pg";

/** A new, empty database on the Postgres at this URL, and how to be rid of it. */
export async function createDatabase(server: string, purpose: "test" | "bench") {
  const name = `ticketchain_${purpose}_${randomUUID().replaceAll("-", "")}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => run(server, `drop database ${name} with (force)`) };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
