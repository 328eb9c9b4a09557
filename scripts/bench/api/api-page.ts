import { describeReport, type Report, type Result } from "../report";
import { resultTable } from "../result-table";

const NAMES: Readonly<Record<string, string>> = {
  get_ticket_ratio: "a ticket, to the empty route",
  checkin_ratio: "check-in, to the empty route",
  p99_growth: "slowest of 100, from 1,000 tickets to a million",
  empty_get: "empty route, GET",
  empty_post: "empty route, POST",
  get_ticket: "a ticket",
  list50: "list of 50 tickets",
  checkin: "check-in",
  mint1: "mint, 1 ticket a call",
  mint100: "mint, 100 tickets a call",
};

export function apiTable(results: readonly Result[]): string {
  return resultTable(results, NAMES);
}

/** docs/benchmarks/api.md */
export function apiPage(report: Report): string {
  const { results } = report;
  return `# API

Written by \`npm run bench:api\`; the same figures are in [api.json](api.json). ${describeReport(report)}
Everything ran on that machine in one run: servers, databases, and what fires the requests. Absolute figures are the machine's;
ratios are of one server's rounds a few seconds apart.

${apiTable(results)}

## In detail

The figures above are of the server with a million tickets. Beside them, for each, what came of a thousand:

${results.map(({ key, note = "" }) => `- \`${key}\`: ${note}`).join("\n")}

## How it is measured

Two servers run as by \`npm start\`, one over a database with 1,000 tickets and one with 1,000,000, without rate limits: 20 events of
three organisations, of which the caller has 16; orders of four tickets; 4 % invalidated, 8 % checked in, 2 % on their way and 2 %
failed, with their actions, transactions, scans and audit rows. On Postgres \`PIPELINE\` is off, as where a worker takes actions to the
chain; on PGlite the pipeline runs in the same process and finds nothing to do.

autocannon, in a process of its own, keeps 16 connections busy. Every load is fired at one server and then the other, five rounds over
after one that warms up, and each figure is the median of its rounds. Anything but 2xx ends the run.

The empty route is a Next route handler in the same build that answers \`{}\`; it is there in builds for this benchmark alone. Each
request for a ticket asks for another one, at random from all the caller's; each page of 50 begins at another. Each check-in is of
another valid ticket, 640 a round, with gate and nonce, and is undone before the next round. A hundred minted in a call are a hundred
orders; their figure counts tickets. The growth is the worst of a ticket, a list and a check-in.
`;
}
