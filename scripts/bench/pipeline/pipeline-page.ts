import { describeReport, type Report, type Result } from "../report";
import { resultTable } from "../result-table";

const NAMES: Readonly<Record<string, string>> = {
  tickets_per_s: "tickets, from the call to confirmed",
  naive_tickets_per_s: "tickets, one transaction each",
  naive_first_tickets_per_s: "the first 1,000 of them alone",
  vs_naive: "ours to that",
  backfill_logs_per_s: "logs indexed",
  ponder_logs_per_s: "logs indexed by Ponder",
  vs_ponder: "ours to Ponder",
  memory_growth: "memory, 200,000 logs to 10,000",
};

export function pipelineTable(results: readonly Result[]): string {
  return resultTable(results, NAMES);
}

/** docs/benchmarks/pipeline.md */
export function pipelinePage(report: Report): string {
  const { results } = report;
  const rounds = results.filter(({ key }) => key.startsWith("tickets_per_s")).map(({ note }) => note);
  const memory = results.find(({ key }) => key === "memory_growth")?.note;
  return `# Pipeline

Written by \`npm run bench:pipeline\`; the same figures are in [pipeline.json](pipeline.json). ${describeReport(report)}
Everything ran on that machine in one run: server, chain, database, and what ours is compared with. Absolute figures are the
machine's.

${pipelineTable(results)}

## Minting

The server runs as by \`npm start\`, with its own anvil, which mines each transaction at once. 10,000 tickets are asked for over
\`POST /api/v1/tickets/mint\`, in ten calls one after the other, each ticket an order of its own to a wallet that has none. The
clock runs from the first call until \`GET /api/v1/batches/{id}\` says that all are confirmed: validated, stored, batched,
simulated, signed, sent, mined, read back, linked. A thousand tickets before that warm the server up. Three rounds
(${rounds.join("; ")}), each on a chain and a database that the ones before have filled: anvil, whose state grows, takes longer.

The loop is what one would write first: for each ticket a transaction by viem, sent and waited for before the next, with receipts
asked for every 5 ms instead of viem's 4 s. It mints as many on the same contracts, on an anvil of its own that nothing else asks.
anvil gets slower with each block it has, and the loop makes one for each ticket: its first thousand alone are a figure of their
own, against which ours is ${ratio(results, "tickets_per_s", "naive_first_tickets_per_s")} × as fast. It keeps no database, knows no reorg
and can't go on after a crash.

## Indexing

A chain of 20 events and 200,000 logs: 5,000 tickets minted each into custody, 3,000 of them claimed by wallets, 1,000 of these
resold. Ours begins with an empty database that knows the events and none of the tickets, as after a loss: it keeps each log's
facts and makes tickets with their owners, types and counts. It runs in a process of its own, and the clock runs over reading,
decoding and writing alike. Its process is the indexer of \`npm run worker\`.

[Ponder](../../scripts/bench/ponder) indexes the same contracts from the same chain into a database of the same kind, to a table
of tickets and one of history. Its clock begins when its backfill does, and leaves its start out.

Memory is the process's peak while it indexes one event's 10,000 logs, and all (${memory}). V8 leaves garbage until it has taken as
much room as the machine gives, so the heap is bounded for both: the figure says that all logs fit the same small heap.
`;
}

function ratio(results: readonly Result[], key: string, to: string): string {
  const value = (wanted: string) => results.find((result) => result.key === wanted)?.value ?? Number.NaN;
  return (value(key) / value(to)).toFixed(1);
}
