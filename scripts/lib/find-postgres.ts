import { Client } from "pg";

const CANDIDATES = [
  "postgres://postgres:postgres@127.0.0.1:5432/postgres",
  "postgres://postgres@127.0.0.1:5432/postgres",
];

/** The Postgres to test on: the one of `TEST_DATABASE_URL`, or one that lets us in on this machine; null without one. */
export async function findPostgres(): Promise<string | null> {
  const configured = process.env.TEST_DATABASE_URL;
  if (configured) return configured;
  for (const url of CANDIDATES) if (await letsUsIn(url)) return url;
  return null;
}

async function letsUsIn(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
