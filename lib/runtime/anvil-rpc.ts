import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { z } from "zod";

const replySchema = z.union([
  z.object({ result: z.string() }),
  z.object({ error: z.object({ message: z.string() }) }),
]);

const CALL_MS_MAX = 10_000;
const MINE_AGAIN_TRIES_MAX = 50;
const MINE_AGAIN_PAUSE_MS = 200;

/** A large chain takes its time. */
const DUMP_MS_MAX = 120_000;

const unzip = promisify(gunzip);

/** One call to anvil whose answer is a string. @throws when it doesn't answer, or answers with an error. */
export async function callAnvil(rpcUrl: string, method: string, timeoutMs = CALL_MS_MAX): Promise<string> {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: [] }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const reply = replySchema.parse(await response.json());
  if ("error" in reply) throw new Error(`${method}: ${reply.error.message}`);
  return reply.result;
}

/** The whole chain, in the form that `--load-state` reads. */
export async function dumpState(rpcUrl: string): Promise<Uint8Array> {
  const hex = await callAnvil(rpcUrl, "anvil_dumpState", DUMP_MS_MAX);
  return unzip(Buffer.from(hex.slice(2), "hex"));
}

const poolSchema = z.object({ result: z.object({ pending: z.string() }) });
const flagSchema = z.object({ result: z.boolean() });

async function ask<T>(
  rpcUrl: string,
  schema: z.ZodType<T>,
  method: string,
  params: unknown[] = [],
): Promise<T> {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(CALL_MS_MAX),
  });
  return schema.parse(await response.json());
}

/** Does something while no transaction is mined as it comes; those that came meanwhile are mined then. */
export async function withoutMining<T>(rpcUrl: string, work: () => Promise<T>): Promise<T> {
  const { result: isAutomatic } = await ask(rpcUrl, flagSchema, "anvil_getAutomine");
  if (!isAutomatic) return work();
  await ask(rpcUrl, z.unknown(), "evm_setAutomine", [false]);
  try {
    return await work();
  } finally {
    await mineAgain(rpcUrl);
    const { result } = await ask(rpcUrl, poolSchema, "txpool_status");
    if (Number(result.pending) > 0) await ask(rpcUrl, z.unknown(), "evm_mine");
  }
}

/** Insists: without this the chain would stand still. One that was killed meanwhile mines as it is started again. */
async function mineAgain(rpcUrl: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await ask(rpcUrl, z.unknown(), "evm_setAutomine", [true]);
      return;
    } catch (error) {
      if (tries === MINE_AGAIN_TRIES_MAX) throw error;
      await sleep(MINE_AGAIN_PAUSE_MS);
    }
  }
}
