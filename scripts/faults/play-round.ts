import { setTimeout as sleep } from "node:timers/promises";
import { compare, type Verdict } from "./compare";
import { faultsOf } from "./faults";
import { type ServerState, stateSchema } from "./protocol";
import type { Random } from "./random";
import type { Stage } from "./stage";
import type { Workload } from "./workload";

const LOAD_MS = { min: 2_000, max: 5_000 };
const FAULTS_MAX = 3;
/** After the last fault everything has so long to come to rest. */
const HEAL_MS_MAX = 90_000;

export type RoundResult = Verdict & { faults: string[]; actions: number; healSeconds: number };

/** People ask, things break; then nothing breaks any more, and all that was accepted has to come true. */
export async function playRound(stage: Stage, workload: Workload, random: Random): Promise<RoundResult> {
  await stage.web.up();
  const until = Date.now() + random.between(LOAD_MS.min, LOAD_MS.max);
  const [faults] = await Promise.all([breakThings(stage, random, until), workload.run(until)]);
  await stage.proxy.heal();
  const healing = Date.now();
  const state = await settled(stage);
  const verdict = await compare(stage.rpcUrl, state);
  const known = new Set(state.actions.map(({ id }) => id));
  for (const id of workload.acceptedIds) {
    if (!known.has(id)) verdict.lost.push(`${id} was accepted, and nobody knows it`);
  }
  return { ...verdict, faults, actions: state.actions.length, healSeconds: (Date.now() - healing) / 1000 };
}

async function breakThings(stage: Stage, random: Random, until: number): Promise<string[]> {
  const told: string[] = [];
  const count = random.between(1, FAULTS_MAX);
  for (let i = 0; i < count; i++) {
    await sleep(random.below(Math.max(1, (until - Date.now()) / (count - i))));
    const fault = random.pick(faultsOf(stage));
    told.push(await Promise.resolve(fault(stage, random)).catch((error) => `(failed: ${error})`));
  }
  return told;
}

/** The state when nothing is open any more; after too long, the state as it is then. */
async function settled({ web }: Stage): Promise<ServerState> {
  const deadline = Date.now() + HEAL_MS_MAX;
  for (;;) {
    const state = await read(web.url());
    if (state && (state.open === 0 || Date.now() > deadline)) return state;
    if (Date.now() > 2 * HEAL_MS_MAX + deadline) throw new Error("The server does not come up any more.");
    await sleep(200);
  }
}

async function read(url: string | null): Promise<ServerState | null> {
  try {
    if (!url) return null;
    const response = await fetch(`${url}/state`, { signal: AbortSignal.timeout(10_000) });
    return stateSchema.parse(await response.json());
  } catch {
    return null;
  }
}
