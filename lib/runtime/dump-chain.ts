import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { z } from "zod";
import { askAnvil } from "./anvil-rpc";

/** A chain as a whole: `state` in the form that `--load-state` reads, `head` the hash of its newest block. */
export type Dump = { head: string; state: Uint8Array };

/** A large chain takes its time. */
const DUMP_MS_MAX = 120_000;
const MINE_AGAIN_TRIES_MAX = 50;
const MINE_AGAIN_PAUSE_MS = 200;
/** Blocks that are under way when mining is switched off still come, one after another. */
const STANDSTILL_PAUSE_MS = 30;
const STANDSTILL_TRIES_MAX = 100;

const poolSchema = z.object({ pending: z.coerce.number() });

const unzip = promisify(gunzip);

/** The hash of the newest block. */
export async function readHead(rpcUrl: string): Promise<string> {
  const call = { method: "eth_getBlockByNumber", params: ["latest", false] };
  return (await askAnvil(rpcUrl, { ...call, result: z.object({ hash: z.string() }) })).hash;
}

/**
 * The whole chain, as it was at one moment. anvil reads its blocks first and its accounts after that: a block that is mined in
 * between is in the accounts alone, and loaded again, such a state has a transaction done that no block has.
 * @throws when the chain moved on meanwhile.
 */
export async function dumpChain(rpcUrl: string): Promise<Dump> {
  const head = await readHead(rpcUrl);
  const call = { method: "anvil_dumpState", timeoutMs: DUMP_MS_MAX };
  const hex = await askAnvil(rpcUrl, { ...call, result: z.string() });
  if ((await readHead(rpcUrl)) !== head) throw new Error("The chain moved on while it was being saved.");
  return { head, state: await unzip(Buffer.from(hex.slice(2), "hex")) };
}

/** Does something while no transaction is mined as it comes; those that came meanwhile are mined then. */
export async function withoutMining<T>(rpcUrl: string, work: () => Promise<T>): Promise<T> {
  if (!(await askAnvil(rpcUrl, { method: "anvil_getAutomine", result: z.boolean() }))) return work();
  await setAutomine(rpcUrl, false);
  try {
    await standStill(rpcUrl);
    return await work();
  } finally {
    await mineAgain(rpcUrl);
  }
}

async function standStill(rpcUrl: string): Promise<void> {
  let head = await readHead(rpcUrl);
  for (let tries = 1; tries <= STANDSTILL_TRIES_MAX; tries++) {
    await sleep(STANDSTILL_PAUSE_MS);
    const now = await readHead(rpcUrl);
    if (now === head) return;
    head = now;
  }
}

/** Insists: without this the chain would stand still. One that was killed meanwhile mines as it is started again. */
async function mineAgain(rpcUrl: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      // What came meanwhile, first: anvil stalls where it is told to mine while it mines by itself, too.
      await minePool(rpcUrl);
      await setAutomine(rpcUrl, true);
      return;
    } catch (error) {
      if (tries === MINE_AGAIN_TRIES_MAX) throw error;
      await sleep(MINE_AGAIN_PAUSE_MS);
    }
  }
}

/** Block by block, as more may have come than one holds, until that makes the pool no smaller: some can't be mined yet. */
async function minePool(rpcUrl: string): Promise<void> {
  let before = Number.POSITIVE_INFINITY;
  for (;;) {
    const { pending } = await askAnvil(rpcUrl, { method: "txpool_status", result: poolSchema });
    if (pending === 0 || pending >= before) return;
    before = pending;
    await askAnvil(rpcUrl, { method: "evm_mine", result: z.unknown() });
  }
}

async function setAutomine(rpcUrl: string, isOn: boolean): Promise<void> {
  await askAnvil(rpcUrl, { method: "evm_setAutomine", params: [isOn], result: z.unknown() });
}
