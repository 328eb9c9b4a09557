/**
 * `npm run bench:pipeline`: how fast tickets come to the chain and back, beside a loop that sends one transaction a ticket; and how
 * fast the chain is indexed from its beginning, beside Ponder. Prints a table and writes docs/benchmarks/pipeline.md and
 * pipeline.json. A missed target is told, and is no failure.
 */

import { databaseKinds } from "./bench/new-database";
import { compareBackfill } from "./bench/pipeline/compare-backfill";
import { compareMinting } from "./bench/pipeline/compare-minting";
import { pipelinePage, pipelineTable } from "./bench/pipeline/pipeline-page";
import { createReport, isReached, writeReport } from "./bench/report";
import { ensureBuild } from "./lib/ensure-build";

await ensureBuild();
const kinds = await databaseKinds();
if (kinds[0].name !== "Postgres")
  console.log("No Postgres lets us in on 127.0.0.1:5432, and TEST_DATABASE_URL is not set: on PGlite alone.");
const say = (line: string) => console.log(line);
const results = [...(await compareMinting(kinds, say)), ...(await compareBackfill(kinds, say))];
const report = await createReport(results);
await writeReport("pipeline", report, pipelinePage(report));

console.log(`\n${pipelineTable(results)}`);
const missed = results.filter((result) => !isReached(result)).map(({ key }) => key);
console.log(missed.length === 0 ? "\nEvery target is reached." : `\nTargets missed: ${missed.join(", ")}.`);
process.exit(0);
