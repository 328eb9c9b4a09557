import { Counter, Gauge, type Registry } from "prom-client";
import { formatEther } from "viem";
import type { Chain } from "@/lib/chain/chain";
import type { Database } from "@/lib/db/database";
import { inTime } from "@/lib/services/health/in-time";
import { type ChainReading, readChain } from "@/lib/services/health/read-chain";
import { readOutcomes } from "@/lib/services/health/read-outcomes";
import { type PipelineReading, readPipeline } from "@/lib/services/health/read-pipeline";

export type ServerStateSource = { db: Database; chain: Chain };

/** Figures that database and chain hold: the same whichever process is asked. What can't be read is left out. */
export function serverState(registry: Registry, source: ServerStateSource) {
  const figures = createFigures(registry);
  let running: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    const [stored, onChain, outcomes] = await Promise.all([
      inTime(readPipeline(source)),
      inTime(readChain(source.chain)),
      inTime(readOutcomes(source.db)),
    ]);
    for (const figure of Object.values(figures)) figure.reset();
    // Reset alone makes them 0, which would say that all is well.
    for (const figure of [figures.head, figures.indexed, figures.finalized, figures.lag]) figure.remove();
    figures.databaseUp.set(stored ? 1 : 0);
    figures.chainUp.set(onChain ? 1 : 0);
    if (stored) setStored(figures, stored, source.chain);
    if (onChain) setOnChain(figures, onChain, stored);
    for (const { kind, outcome, count } of outcomes ?? []) figures.outcomes.inc({ kind, outcome }, count);
    for (const { host, status, head, failures } of source.chain.describeNodes()) {
      figures.nodeUp.set({ host }, status === "up" ? 1 : 0);
      if (head !== null) figures.nodeHead.set({ host }, head);
      figures.nodeFailures.inc({ host }, failures);
    }
  }

  return {
    /** Reads everything anew. Who asks while it is being read gets the same. */
    refresh: (): Promise<void> => {
      running ??= refresh().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

type Figures = ReturnType<typeof createFigures>;

function setStored(figures: Figures, stored: PipelineReading, chain: Chain): void {
  if (stored.cursor) {
    figures.indexed.set(stored.cursor.indexed);
    figures.finalized.set(stored.cursor.finalized);
  }
  for (const { kind, status, count, oldestSeconds } of stored.waiting) {
    figures.waiting.set({ kind, status }, count);
    figures.waitingSeconds.set({ kind, status }, oldestSeconds);
  }
  for (const { signer, count, oldestSeconds } of stored.open) {
    figures.open.set({ signer }, count);
    figures.openSeconds.set({ signer }, oldestSeconds);
  }
  for (const { address } of chain.signers) {
    figures.waitingForFunds.set({ address }, stored.waitingForFunds.has(address) ? 1 : 0);
  }
}

function setOnChain(figures: Figures, { head, balances }: ChainReading, stored: PipelineReading | null) {
  figures.head.set(head);
  if (stored?.cursor) figures.lag.set(Math.max(0, head - stored.cursor.indexed));
  // Prometheus knows floating-point numbers only; nothing is reckoned with this one.
  for (const [address, balance] of balances) figures.balance.set({ address }, Number(formatEther(balance)));
}

function createFigures(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `ticketchain_${name}`, help, labelNames, registers });
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `ticketchain_${name}`, help, labelNames, registers });
  return {
    databaseUp: gauge("database_up", "1 when the database answers"),
    chainUp: gauge("chain_up", "1 when the chain answers"),
    head: gauge("chain_head_block", "The chain's newest block"),
    indexed: gauge("chain_indexed_block", "Newest block that the index has read"),
    finalized: gauge("chain_finalized_block", "Newest block that can't be undone"),
    lag: gauge("chain_lag_blocks", "Blocks that the index is behind"),
    waiting: gauge("actions_waiting", "Actions not confirmed yet", ["kind", "status"]),
    waitingSeconds: gauge("actions_oldest_seconds", "Age of the oldest of them", ["kind", "status"]),
    outcomes: counter("actions_total", "Actions that came to an end, ever", ["kind", "outcome"]),
    open: gauge("transactions_open", "Transactions stored and not mined", ["signer"]),
    openSeconds: gauge("transactions_oldest_seconds", "Age of the oldest of them", ["signer"]),
    balance: gauge("signer_balance", "Of the server's accounts, in the native coin", ["address"]),
    waitingForFunds: gauge("signer_waiting_funds", "1 while it can't pay for what is queued", ["address"]),
    nodeUp: gauge("rpc_node_up", "1 while the node is asked", ["host"]),
    nodeHead: gauge("rpc_node_head_block", "Newest block of the node", ["host"]),
    nodeFailures: counter("rpc_failures_total", "Requests that the node failed", ["host"]),
  };
}
