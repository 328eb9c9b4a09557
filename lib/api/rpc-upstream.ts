import "server-only";
import { z } from "zod";

export type RpcCall = { method: string; params: readonly unknown[] };
export type RpcError = { code: number; message: string; data?: unknown };
export type RpcAnswer = { result: unknown } | { error: RpcError };

const TIMEOUT_MS = 15_000;
const UNREACHABLE: RpcError = { code: -32603, message: "The chain can't be reached just now." };

const answerSchema = z.union([
  z.object({
    id: z.number(),
    error: z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() }),
  }),
  z.object({ id: z.number(), result: z.unknown() }),
]);
const answersSchema = z.union([z.array(answerSchema), answerSchema.transform((answer) => [answer])]);

/**
 * Calls a node, in one HTTP request.
 * @returns one answer for each call, in the same order. A node that is down, slow or talks nonsense is an error in each;
 * nothing of the node's URL is in any of them.
 */
export async function callUpstream(rpcUrl: string, calls: readonly RpcCall[]): Promise<readonly RpcAnswer[]> {
  if (calls.length === 0) return [];
  const requests = calls.map((call, id) => ({ jsonrpc: "2.0", id, ...call }));
  const answers = await post(rpcUrl, requests.length === 1 ? requests[0] : requests);
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return calls.map((_, id) => publicAnswer(byId.get(id), rpcUrl));
}

async function post(rpcUrl: string, body: unknown): Promise<z.infer<typeof answersSchema>> {
  try {
    const { username, password } = new URL(rpcUrl);
    const response = await fetch(withoutCredentials(rpcUrl), {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(username && { Authorization: `Basic ${btoa(`${username}:${password}`)}` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: "no-store",
    });
    return answersSchema.parse(await response.json());
  } catch {
    return [];
  }
}

/** fetch refuses a URL that carries a name and password. */
function withoutCredentials(rpcUrl: string): string {
  const url = new URL(rpcUrl);
  url.username = "";
  url.password = "";
  return url.href;
}

/** Keeps code and data, which carry the reason of a revert, and takes whatever is ours alone out of the message. */
function publicAnswer(answer: z.infer<typeof answerSchema> | undefined, rpcUrl: string): RpcAnswer {
  if (!answer) return { error: UNREACHABLE };
  if (!("error" in answer)) return { result: answer.result };
  const { code, message, data } = answer.error;
  return {
    error: {
      code,
      message: withoutSecrets(message, rpcUrl),
      ...(data !== undefined && { data: publicData(data, rpcUrl) }),
    },
  };
}

function publicData(data: unknown, rpcUrl: string): unknown {
  if (data === null || typeof data === "number" || typeof data === "boolean") return data;
  const text = withoutSecrets(JSON.stringify(data), rpcUrl);
  return JSON.parse(text);
}

/** Shorter parts of a URL are words such as `v2`, not keys. */
const SECRET_LENGTH_MIN = 8;

function withoutSecrets(text: string, rpcUrl: string): string {
  const url = new URL(rpcUrl);
  const parts = [
    url.host,
    url.username,
    url.password,
    ...url.pathname.split("/"),
    ...url.searchParams.values(),
  ];
  return parts
    .filter((part) => part.length >= SECRET_LENGTH_MIN)
    .reduce((rest, part) => rest.replaceAll(part, "…"), text);
}
