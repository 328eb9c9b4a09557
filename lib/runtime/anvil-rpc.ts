import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { z } from "zod";

const errorSchema = z.object({ error: z.object({ message: z.string() }) });
const answerSchema = z.object({ result: z.unknown() });
const blockSchema = z.object({ hash: z.string() });

/** A large chain takes its time. */
const DUMP_MS_MAX = 120_000;

const unzip = promisify(gunzip);

/** One call to anvil whose answer is a string. @throws when it doesn't answer, or answers with an error. */
export async function callAnvil(rpcUrl: string, method: string, timeoutMs = 10_000): Promise<string> {
  return ask(rpcUrl, { method, params: [] }, { result: z.string(), timeoutMs });
}

/** The hash of the newest block. */
export async function headOf(rpcUrl: string): Promise<string> {
  const call = { method: "eth_getBlockByNumber", params: ["latest", false] };
  return (await ask(rpcUrl, call, { result: blockSchema, timeoutMs: 10_000 })).hash;
}

async function ask<Result extends z.ZodType>(
  rpcUrl: string,
  call: { method: string; params: unknown[] },
  { result, timeoutMs }: { result: Result; timeoutMs: number },
): Promise<z.output<Result>> {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, ...call }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const reply: unknown = await response.json();
  const refusal = errorSchema.safeParse(reply).data;
  if (refusal) throw new Error(`${call.method}: ${refusal.error.message}`);
  return result.parse(answerSchema.parse(reply).result);
}

/**
 * The whole chain as it is at the block `head`, in the form that `--load-state` reads. anvil reads its blocks first and its accounts
 * after that: a block that is mined in between is in the accounts alone, and with such a state a transaction would have happened
 * that no block has.
 * @throws when the chain moved on meanwhile.
 */
export async function dumpState(rpcUrl: string, head: string): Promise<Uint8Array> {
  const hex = await callAnvil(rpcUrl, "anvil_dumpState", DUMP_MS_MAX);
  if ((await headOf(rpcUrl)) !== head) throw new Error("The chain moved on while it was being saved.");
  return unzip(Buffer.from(hex.slice(2), "hex"));
}
