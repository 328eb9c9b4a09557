import { setTimeout as sleep } from "node:timers/promises";
import { askServer } from "./ask-server";
import { setPace } from "./break-chain";
import { compare, type Verdict } from "./compare";
import { faultsOf, type Told } from "./faults";
import { auditSchema, type ServerState, stateSchema } from "./protocol";
import type { Random } from "./random";
import { settle } from "./settle";
import type { Stage } from "./stage";
import type { Workload } from "./workload";

const LOAD_MS = { min: 2_000, max: 4_000 };
/** Things break a little longer than people ask: what they asked for last is on its way then. */
const AFTERMATH_MS = 500;
const FAULTS_MAX = 4;
const PATIENCE_MS = 120_000;

export type RoundResult = Verdict & {
  told: Told[];
  actions: number;
  /** Kinds and reasons of the actions that failed. */
  failed: string[];
  transactions: ServerState["transactions"];
  seconds: number;
};

/** People ask, things break; then nothing breaks any more, and all that was accepted has to come true. */
export async function playRound(stage: Stage, workload: Workload, random: Random): Promise<RoundResult> {
  const startedMs = Date.now();
  await stage.web.up();
  const until = Date.now() + random.between(LOAD_MS.min, LOAD_MS.max);
  const [told] = await Promise.all([breakThings(stage, random, until + AFTERMATH_MS), workload.run(until)]);
  await heal(stage);
  await settle(stage);
  const { verdict, state } = await judge(stage);
  const { actions, transactions } = state;
  const known = new Set(actions.map(({ id }) => id));
  for (const id of workload.acceptedIds) {
    if (!known.has(id)) verdict.lost.push(`${id} was accepted, and nobody knows it`);
  }
  const failed = actions.flatMap(({ kind, code }) => (code === null ? [] : `${kind}: ${code}`));
  const seconds = (Date.now() - startedMs) / 1000;
  return { ...verdict, told, failed, transactions, actions: actions.length, seconds };
}

/** Nothing breaks from now on. A chain that was just killed is awaited. */
async function heal(stage: Stage): Promise<void> {
  await stage.proxy.heal();
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await setPace(stage, "at once");
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

async function breakThings(stage: Stage, random: Random, until: number): Promise<Told[]> {
  const told: Told[] = [];
  const count = random.between(1, FAULTS_MAX);
  for (let i = 0; i < count; i++) {
    const wait = random.below(1_000) / 1_000;
    await sleep(Math.max(0, wait * ((until - Date.now()) / (count - i))));
    const fault = random.pick(faultsOf(stage));
    told.push(await attempt(() => fault(stage, random)));
  }
  return told;
}

/** A fault may meet what another has just broken: a chain that is down can't be reorganised. */
async function attempt(fault: () => Promise<Told> | Told): Promise<Told> {
  try {
    return await fault();
  } catch (error) {
    return { kind: "in vain", detail: String(error).split("\n")[0] ?? "" };
  }
}

/** Two judges: one that asks the chain by itself, and the full rescan, which has to come to the same. */
async function judge({ web, rpcUrl }: Stage) {
  const state = await askServer(web, { path: "/state", schema: stateSchema, patienceMs: PATIENCE_MS });
  const verdict = await compare(rpcUrl, state);
  const { differences } = await askServer(web, {
    path: "/audit",
    schema: auditSchema,
    patienceMs: PATIENCE_MS,
  });
  verdict.different.push(...(differences ?? ["The index doesn't stand on the chain."]));
  return { verdict, state };
}
