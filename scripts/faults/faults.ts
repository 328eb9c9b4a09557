import { FAULT_NAMES } from "@/test/rpc-proxy/faults";
import { type Broken, killChain, reorg, setPace, shorten } from "./break-chain";
import type { Random } from "./random";
import type { Stage } from "./stage";

/** What went wrong: its kind, how in detail, and what became of blocks if it was about them. */
export type Told = { kind: string; detail?: string; broken?: Broken };

/** Something that goes wrong. */
export type Fault = (stage: Stage, random: Random) => Promise<Told> | Told;

const killWeb: Fault = ({ web }) => {
  web.kill();
  return { kind: "kill web" };
};

const killWorker: Fault = ({ workers }, random) => {
  const worker = workers[random.below(workers.length)];
  worker?.kill();
  return { kind: "kill worker" };
};

const killDatabase: Fault = async ({ postgres }) => {
  await postgres?.kill();
  return { kind: "kill Postgres" };
};

const killTheChain: Fault = async ({ chainFolder, pace }) => {
  await killChain(chainFolder);
  pace.current = "at once";
  return { kind: "kill anvil" };
};

const reorgTheChain: Fault = async (stage, random) => {
  const broken = await reorg(stage, random);
  return {
    kind: "reorg",
    detail: `of ${broken.depth} (${broken.kept} kept, ${broken.dropped} dropped)`,
    broken,
  };
};

/** From now to the end of the round, or until the chain is killed. */
const slowBlocks: Fault = async (stage) => {
  await setPace(stage, "once a second");
  return { kind: "a block a second" };
};

const shortenTheChain: Fault = async (stage, random) => {
  const broken = await shorten(stage, random);
  return { kind: "chain shortened", detail: `by ${broken.depth} (${broken.dropped} dropped)`, broken };
};

/** Some of what an RPC can do wrong, from now to the end of the round. */
const breakRpc: Fault = async ({ proxy }, random) => {
  const names = FAULT_NAMES.filter(() => random.chance(0.4));
  await proxy.setFaults({
    ...Object.fromEntries(names.map((name) => [name, random.between(2, 20) / 100])),
    lateMs: 1_500,
  });
  return { kind: "RPC", detail: names.join(" ") || "nothing" };
};

/**
 * What can go wrong on this stage; what is there twice does so twice as often. The negative control is about servers that are
 * killed while transactions are on their way, so that's what happens there, and little else.
 */
export function faultsOf({ postgres, forgetsBytes }: Stage): readonly [Fault, ...Fault[]] {
  const killServer = postgres ? killWorker : killWeb;
  if (forgetsBytes) return [slowBlocks, killServer, killServer];
  const everywhere = [killWeb, killTheChain, reorgTheChain, shortenTheChain, breakRpc, slowBlocks] as const;
  return postgres ? [...everywhere, killWorker, killDatabase] : [...everywhere, killWeb];
}
