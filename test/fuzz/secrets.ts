import { sql } from "drizzle-orm";
import { apiDocument } from "@/app/api/v1/document";
import { ANVIL_ORGANISER_KEY } from "@/lib/env";
import type { TestRuntime } from "@/test/test-runtime";

/** Traces of code and of the database, as failures have them in their messages. */
const TRACES = [
  /\n\s+at .+:\d+:\d+/,
  /node_modules|file:\/\/\//,
  /Failed query|select "|insert into "|update "|syntax error at|violates \w+|relation "|SQLSTATE/i,
  /drizzle|pglite|postgres|ECONNREFUSED|TypeError|ReferenceError|RangeError|ZodError/i,
];

/** What no answer may tell of the server itself: its secrets, its code and the names in its database. */
export async function ownSecrets({ db, env }: TestRuntime): Promise<(string | RegExp)[]> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns where table_schema = 'public'
    union select column_name from information_schema.columns where table_schema = 'public'`);
  const published = JSON.stringify(apiDocument());
  const names = rows
    .map(({ name }) => name)
    .filter((name) => name.includes("_") && !published.includes(name));
  return [
    ...TRACES,
    new RegExp(`\\b(${names.join("|")})\\b`),
    process.cwd(),
    env.authSecret,
    ANVIL_ORGANISER_KEY.slice(2),
  ];
}
