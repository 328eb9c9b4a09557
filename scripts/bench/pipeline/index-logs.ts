/**
 * A process that indexes a chain from its beginning into a new database, and prints what that took. Of its own, so that the
 * memory is that of indexing alone. Reads a `Task` from its only argument.
 */

import { count } from "drizzle-orm";
import pino from "pino";
import { openDatabase } from "@/lib/db/open-database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";
import { advanceIndex } from "@/lib/pipeline/indexer/advance-index";
import { startCursor } from "@/lib/pipeline/indexer/cursor";
import { readHeader } from "@/lib/pipeline/indexer/read-range";
import { type Indexed, type Task, taskSchema } from "./index-task";
import { openBenchChain } from "./open-bench-chain";

const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ""));
const { chain } = await openBenchChain(task.rpcUrl);
const { db, migrate, close } = await openDatabase(task.database);
await migrate();
for (const event of task.events) await addEvent(event);
await startCursor(db, chain.chainId, await readHeader(chain, 1));

const log = pino({ level: "silent" });
const fees = { maxFeePerGasCap: 10n ** 18n, replaceAfterSeconds: 3_600 };
const startedMs = performance.now();
await advanceIndex({ db, chain, confirmations: 1, fees, log });
const seconds = (performance.now() - startedMs) / 1000;

const [row] = await db.select({ tickets: count() }).from(tickets);
const peakRssBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ seconds, tickets: row?.tickets ?? 0, peakRssBytes } satisfies Indexed));
await close();

/** What a database knows of an event before anything of it is indexed. */
async function addEvent({ id, contract, owner, endsAt }: Task["events"][number]): Promise<void> {
  await db.insert(events).values({
    id,
    organisationId: "org_bench",
    slug: id,
    name: "Benchmark",
    startsAt: endsAt,
    endsAt,
    timeZone: "UTC",
    currency: "EUR",
    currencyDecimals: 2,
    transferPolicy: "open",
    resaleCapBps: 10_000,
    royaltyBps: 0,
    resaleClosesAt: endsAt,
    status: "published",
    chainId: chain.chainId,
    contractAddress: contract,
    ownerAddress: owner,
    signer: owner,
  });
  const type = { eventId: id, number: 1, name: "General", priceUnits: 2_500n, supply: 1_000_000 };
  await db.insert(ticketTypes).values({ id: newId("typ"), ...type });
}
