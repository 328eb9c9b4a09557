import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { type ServerStateSource, serverState } from "./server-state";

/** One finished round of a role of the pipeline. */
export type Round = { role: string; seconds: number; failed: boolean };

/** One answered request; `route` is the path's pattern, of which there are few. */
export type Answered = { route: string; method: string; status: number; seconds: number };

export type Metrics = {
  countRound(round: Round): void;
  countRequest(answered: Answered): void;
  /** Everything in Prometheus' text format, as it is now. */
  read(): Promise<string>;
};

/** From an index round of milliseconds to one that waits for a slow node. */
const ROUND_SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * The figures of one process: what it counts itself, and what database and chain say when asked. Each has a registry of
 * its own, so that two can live in one process.
 */
export function createMetrics(source: ServerStateSource): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const state = serverState(registry, source);
  const rounds = new Histogram({
    name: "ticketchain_pipeline_round_seconds",
    help: "Rounds of this process, by role: the indexer, or a signer's lane",
    labelNames: ["role"],
    buckets: ROUND_SECONDS,
    registers: [registry],
  });
  const failures = new Counter({
    name: "ticketchain_pipeline_round_failures_total",
    help: "Rounds that ended in an error and are tried again",
    labelNames: ["role"],
    registers: [registry],
  });
  const requests = new Histogram({
    name: "ticketchain_http_request_seconds",
    help: "API requests answered, by route; streams until they begin",
    labelNames: ["route", "method", "status"],
    buckets: REQUEST_SECONDS,
    registers: [registry],
  });

  return {
    countRound({ role, seconds, failed }) {
      rounds.observe({ role }, seconds);
      failures.inc({ role }, failed ? 1 : 0);
    },
    countRequest({ route, method, status, seconds }) {
      requests.observe({ route, method, status }, seconds);
    },
    async read() {
      await state.refresh();
      return registry.metrics();
    },
  };
}
