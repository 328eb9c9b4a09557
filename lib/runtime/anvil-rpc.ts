import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { z } from "zod";

const replySchema = z.union([
  z.object({ result: z.string() }),
  z.object({ error: z.object({ message: z.string() }) }),
]);

/** A large chain takes its time. */
const DUMP_MS_MAX = 120_000;

const unzip = promisify(gunzip);

/** One call to anvil whose answer is a string. @throws when it doesn't answer, or answers with an error. */
export async function callAnvil(rpcUrl: string, method: string, timeoutMs = 10_000): Promise<string> {
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
