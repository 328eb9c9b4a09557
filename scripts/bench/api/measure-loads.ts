import * as loads from "./loads";
import type { Cannon } from "./open-cannon";
import type { Hit } from "./shot";
import type { FilledServer } from "./with-server";

/** The same for all: as many requests are always under way. */
const CONNECTIONS = 16;
const ROUNDS = 5;
/** Fewer, as each adds tens of thousands of tickets. */
const MINT_ROUNDS = 3;

/** The medians of a load's rounds, for each of the servers in turn. */
export type Figures = Record<
  "emptyGet" | "emptyPost" | "getTicket" | "listTickets" | "checkIn" | "mint1" | "mint100",
  readonly Hit[]
>;
type Measurement = { name: keyof Figures; run: (server: FilledServer) => Promise<Hit> };

/**
 * Fires every load at every server, round after round: what is compared is measured within seconds of each other, for what else
 * the machine does changes over minutes. A round before the first warms everything up. Minting comes last, as it adds tickets.
 */
export async function measureLoads(cannon: Cannon, servers: readonly FilledServer[]): Promise<Figures> {
  const firing = (load: (server: FilledServer) => loads.Load) => (server: FilledServer) =>
    fire(cannon, server, load(server));
  const figures: Figures = {
    emptyGet: [],
    emptyPost: [],
    getTicket: [],
    listTickets: [],
    checkIn: [],
    mint1: [],
    mint100: [],
  };
  const measure = async (rounds: number, measurements: readonly Measurement[]) => {
    Object.assign(figures, await playRounds(servers, measurements, rounds));
  };
  await measure(ROUNDS, [
    { name: "emptyGet", run: firing(loads.emptyGet) },
    { name: "getTicket", run: firing(({ tickets }) => loads.getTicket(tickets)) },
    { name: "listTickets", run: firing(({ tickets }) => loads.listTickets(tickets)) },
    { name: "emptyPost", run: firing(loads.emptyPost) },
    { name: "checkIn", run: (server) => checkInAndUndo(cannon, server) },
  ]);
  await measure(MINT_ROUNDS, [
    { name: "mint1", run: firing(() => loads.mint(1)) },
    { name: "mint100", run: firing(() => loads.mint(100)) },
  ]);
  return figures;
}

async function playRounds(
  servers: readonly FilledServer[],
  measurements: readonly Measurement[],
  rounds: number,
): Promise<Partial<Figures>> {
  const hits = new Map(measurements.map(({ name }) => [name, servers.map((): Hit[] => [])]));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, run } of measurements) {
      for (const [place, server] of servers.entries()) {
        const hit = await run(server);
        if (round > 0) hits.get(name)?.[place]?.push(hit);
      }
    }
  }
  return Object.fromEntries([...hits].map(([name, ofServers]) => [name, ofServers.map(medianOf)]));
}

async function checkInAndUndo(cannon: Cannon, server: FilledServer): Promise<Hit> {
  const { checkIn, undo } = loads.checkIns(server.tickets);
  const hit = await fire(cannon, server, checkIn);
  await fire(cannon, server, undo);
  return hit;
}

function fire(cannon: Cannon, { url, apiKey }: FilledServer, load: loads.Load): Promise<Hit> {
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  return cannon.fire({ url, headers, connections: CONNECTIONS, ...load });
}

function medianOf(hits: readonly Hit[]): Hit {
  return {
    perSecond: median(hits.map(({ perSecond }) => perSecond)),
    p50Ms: median(hits.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(hits.map(({ p99Ms }) => p99Ms)),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
