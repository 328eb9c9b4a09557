/**
 * `npm run bench:api`: requests per second of the API over a thousand and over a million tickets, beside a route of the same server
 * that does nothing. Prints a table and writes docs/benchmarks/api.md and api.json. A missed target is told, and is no failure.
 */
import { apiPage, apiTable } from "./bench/api/api-page";
import { compareApi } from "./bench/api/compare-api";
import { databaseKinds } from "./bench/new-database";
import { createReport, isReached, writeReport } from "./bench/report";
import { ensureBuild } from "./lib/ensure-build";

// For this build and the servers that are started: with it there is a route that does nothing.
process.env.BENCH_ROUTES = "1";
await ensureBuild();
const kinds = await databaseKinds();
if (kinds[0].name !== "Postgres")
  console.log("No Postgres lets us in on 127.0.0.1:5432, and TEST_DATABASE_URL is not set: on PGlite alone.");
const results = await compareApi(kinds, (line) => console.log(line));
const report = await createReport(results);
await writeReport("api", report, apiPage(report));

console.log(`\n${apiTable(results)}`);
const missed = results.filter((result) => !isReached(result)).map(({ key }) => key);
console.log(missed.length === 0 ? "\nEvery target is reached." : `\nTargets missed: ${missed.join(", ")}.`);
process.exit(0);
