import { withBareAnvil } from "../bare-anvil";
import { figure } from "../figure";
import type { DatabaseKind } from "../new-database";
import type { Result } from "../report";
import { type FilledEvent, fillEvent, LOGS_PER_EVENT, TICKETS_PER_EVENT } from "./fill-chain";
import { measureBackfill } from "./measure-backfill";
import { openBenchChain } from "./open-bench-chain";
import { runPonder } from "./run-ponder";

const EVENTS = 20;
const LOGS = EVENTS * LOGS_PER_EVENT;
const MIB = 2 ** 20;

type Say = (line: string) => void;
type Filled = { rpcUrl: string; events: readonly FilledEvent[]; endBlock: number };

/** A whole chain into an empty database, beside Ponder; and what memory that takes. */
export async function compareBackfill(
  kinds: readonly [DatabaseKind, ...DatabaseKind[]],
  say: Say,
): Promise<Result[]> {
  return withBareAnvil(async (rpcUrl) => {
    say(`Filling a chain with ${LOGS.toLocaleString("en")} logs …`);
    const filled = await fillChain(rpcUrl);
    const results: Result[] = [];
    for (const kind of kinds) results.push(...(await compareIndexers(kind, filled, say)));
    say(`Indexing in a small heap, on ${kinds[0].name} …`);
    return [...results, await compareMemory(kinds[0], filled)];
  });
}

async function fillChain(rpcUrl: string): Promise<Filled> {
  const { chain } = await openBenchChain(rpcUrl);
  const events: FilledEvent[] = [];
  for (let i = 0; i < EVENTS; i++) events.push(await fillEvent(chain));
  return { rpcUrl, events, endBlock: Number(await chain.client.getBlockNumber()) };
}

async function compareIndexers(kind: DatabaseKind, filled: Filled, say: Say): Promise<Result[]> {
  const { name: note, suffix, withNew } = kind;
  const { rpcUrl, events, endBlock } = filled;
  say(`Indexing, on ${note} …`);
  const ours = await withNew((database) => measureBackfill({ rpcUrl, events, database }));
  say(`Indexing by Ponder, on ${note} …`);
  const contracts = events.map(({ contract }) => contract);
  const ponder = await withNew((database) =>
    runPonder({ rpcUrl, contracts, startBlock: 1, endBlock, database }),
  );
  for (const { tickets } of [ours, ponder]) requireAll(tickets);
  const target = (value: number) => (suffix === "" ? value : null);
  const unit = "logs/s";
  return [
    figure(`backfill_logs_per_s${suffix}`, LOGS / ours.seconds, { unit, target: target(20_000), note }),
    figure(`ponder_logs_per_s${suffix}`, LOGS / ponder.seconds, { unit, note }),
    figure(`vs_ponder${suffix}`, ponder.seconds / ours.seconds, { unit: "×", target: target(1), note }),
  ];
}

/** An index that lost a ticket on the way was quick for nothing. */
function requireAll(tickets: number): void {
  if (tickets !== EVENTS * TICKETS_PER_EVENT) throw new Error(`Only ${tickets} tickets were indexed.`);
}

async function compareMemory({ name, withNew }: DatabaseKind, { rpcUrl, events }: Filled): Promise<Result> {
  const peak = async (some: readonly FilledEvent[]) => {
    const indexed = await withNew((database) =>
      measureBackfill({ rpcUrl, events: some, database, smallHeap: true }),
    );
    return indexed.peakRssBytes;
  };
  const [few, all] = [await peak(events.slice(0, 1)), await peak(events)];
  const note = `${name}; peak ${Math.round(few / MIB)} MiB and ${Math.round(all / MIB)} MiB, heap of 192 MiB`;
  return figure("memory_growth", all / few, { unit: "×", target: 1.2, better: "lower", note });
}
