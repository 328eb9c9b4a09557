import { z } from "zod";

const errorSchema = z.object({ error: z.object({ message: z.string() }) });
const answerSchema = z.object({ result: z.unknown() });

const CALL_MS_MAX = 10_000;

type Call<Result extends z.ZodType> = {
  method: string;
  params?: readonly unknown[];
  result: Result;
  timeoutMs?: number;
};

/** One call to anvil. @throws when it doesn't answer, answers with an error, or with another result than `result` says. */
export async function askAnvil<Result extends z.ZodType>(
  rpcUrl: string,
  { method, params = [], result, timeoutMs = CALL_MS_MAX }: Call<Result>,
): Promise<z.output<Result>> {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const reply: unknown = await response.json();
  const refusal = errorSchema.safeParse(reply).data;
  if (refusal) throw new Error(`${method}: ${refusal.error.message}`);
  return result.parse(answerSchema.parse(reply).result);
}
