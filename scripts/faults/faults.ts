import { FAULT_NAMES } from "@/test/rpc-proxy/faults";
import { killChain, reorg } from "./break-chain";
import type { Random } from "./random";
import type { Stage } from "./stage";

/** Something that goes wrong. @returns what it was, for people. */
export type Fault = (stage: Stage, random: Random) => Promise<string> | string;

const killWeb: Fault = ({ web }) => {
  web.kill();
  return "kill web";
};

const killWorker: Fault = ({ workers }, random) => {
  const worker = workers[random.below(workers.length)];
  worker?.kill();
  return `kill ${worker?.name ?? "nothing"}`;
};

const killDatabase: Fault = async ({ postgres }) => {
  await postgres?.kill();
  return "kill Postgres";
};

const killTheChain: Fault = async ({ chainFolder }) => {
  await killChain(chainFolder);
  return "kill anvil";
};

const reorgTheChain: Fault = ({ rpcUrl }, random) => reorg(rpcUrl, random);

/** Some of what an RPC can do wrong, from now to the end of the round. */
const breakRpc: Fault = async ({ proxy }, random) => {
  const names = FAULT_NAMES.filter(() => random.chance(0.4));
  await proxy.setFaults({
    ...Object.fromEntries(names.map((name) => [name, random.between(2, 20) / 100])),
    lateMs: 1_500,
  });
  return `RPC: ${names.join(" ") || "nothing"}`;
};

/** What can go wrong on this stage. */
export function faultsOf({ postgres }: Stage): readonly [Fault, ...Fault[]] {
  const everywhere = [killWeb, killTheChain, reorgTheChain, reorgTheChain, breakRpc] as const;
  return postgres ? [...everywhere, killWorker, killWorker, killDatabase] : everywhere;
}
