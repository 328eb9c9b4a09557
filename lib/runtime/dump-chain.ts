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
    return await work();
  } finally {
    await mineAgain(rpcUrl);
  }
}

/** Insists: without this the chain would stand still. One that was killed meanwhile mines as it is started again. */
async function mineAgain(rpcUrl: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await setAutomine(rpcUrl, true);
      const pool = z.object({ pending: z.coerce.number() });
      // More than one block holds may have come.
      while ((await askAnvil(rpcUrl, { method: "txpool_status", result: pool })).pending > 0)
        await askAnvil(rpcUrl, { method: "evm_mine", result: z.unknown() });
      return;
    } catch (error) {
      if (tries === MINE_AGAIN_TRIES_MAX) throw error;
      await sleep(MINE_AGAIN_PAUSE_MS);
    }
  }
}

async function setAutomine(rpcUrl: string, isOn: boolean): Promise<void> {
  await askAnvil(rpcUrl, { method: "evm_setAutomine", params: [isOn], result: z.unknown() });
}
