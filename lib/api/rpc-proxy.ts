import "server-only";
import { z } from "zod";
import { isSameOrigin } from "@/lib/auth/same-origin";
import type { OpenRpc } from "@/lib/chain/chain";
import { isAllowedMethod, isBoundedLogFilter, LOG_RANGE_MAX } from "./rpc-methods";
import { callUpstream, type RpcAnswer, type RpcCall, type RpcError } from "./rpc-upstream";

const BATCH_MAX = 50;
const BODY_BYTES_MAX = 1_000_000;

const ERROR = {
  parse: { code: -32700, message: "The body is not valid JSON." },
  invalid: { code: -32600, message: "Not a JSON-RPC 2.0 request." },
  batchSize: { code: -32600, message: `A batch has 1 to ${BATCH_MAX} requests.` },
  tooLarge: { code: -32600, message: `A body has at most ${BODY_BYTES_MAX} bytes.` },
  origin: { code: -32600, message: "This endpoint serves the pages of this site only." },
  method: { code: -32601, message: "This method is not offered here." },
  rate: { code: -32005, message: "Too many calls. Try again later." },
  logRange: { code: -32602, message: `Ask for logs of at most ${LOG_RANGE_MAX} blocks at once.` },
} as const satisfies Record<string, RpcError>;

const requestSchema = z.object({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.string(), z.number(), z.null()]).default(null),
  method: z.string(),
  params: z.array(z.unknown()).default([]),
});

type RpcRequest = z.infer<typeof requestSchema>;

type ProxyOptions = {
  upstream: OpenRpc;
  appUrl: string;
  /** Lets browser extensions in as well, which read a chain that they were told to add. For the local chain. */
  isOpenToWallets: boolean;
  /** Counts so many calls of whoever asks. @returns the seconds to wait where they are too many, otherwise 0. */
  count(calls: number): number;
};

/**
 * The browser's way to the chain: JSON-RPC 2.0, single or batched, limited to {@link isAllowedMethod}. Every refusal is
 * a JSON-RPC error, so that viem and wallets report it as one.
 */
export async function proxyRpc(request: Request, options: ProxyOptions): Promise<Response> {
  if (!mayAsk(request.headers, options)) return refuse(403, ERROR.origin);
  const { upstream } = options;
  const text = await readBody(request);
  if (text === null) return refuse(413, ERROR.tooLarge);
  const body = parseJson(text);
  if (body === undefined) return refuse(400, ERROR.parse);
  if (Array.isArray(body) && (body.length === 0 || body.length > BATCH_MAX))
    return refuse(400, ERROR.batchSize);
  const waitSeconds = options.count(Array.isArray(body) ? body.length : 1);
  if (waitSeconds > 0) return refuse(429, ERROR.rate, { "Retry-After": String(waitSeconds) });
  if (!Array.isArray(body)) {
    const [answer] = await answerAll([body], upstream);
    return Response.json(answer, NO_STORE);
  }
  return Response.json(await answerAll(body, upstream), NO_STORE);
}

/** Unlike elsewhere, a request that names no origin is refused too: it comes from no page, and the node may cost money. */
function mayAsk(headers: Headers, { appUrl, isOpenToWallets }: ProxyOptions): boolean {
  const origin = headers.get("origin");
  if (origin === null && headers.get("sec-fetch-site") === null) return false;
  if (isOpenToWallets && origin && /^[a-z]+-extension:\/\//.test(origin)) return true;
  return isSameOrigin(headers, appUrl);
}

const NO_STORE = { headers: { "Cache-Control": "no-store" } };

/** Answers in the order asked: what is allowed goes to the node in one call, the rest is refused item by item. */
async function answerAll(items: readonly unknown[], upstream: OpenRpc) {
  const head = rememberedHead(upstream);
  const checked = await Promise.all(items.map((item) => check(item, head)));
  const calls = checked.flatMap(({ request, refusal }): RpcCall[] =>
    request && !refusal ? [{ method: request.method, params: request.params }] : [],
  );
  const answers = (await callUpstream(upstream, calls)).values();
  return checked.map(({ request, refusal }) => {
    const answer: RpcAnswer = refusal
      ? { error: refusal }
      : (answers.next().value ?? { error: ERROR.invalid });
    return { jsonrpc: "2.0", id: request?.id ?? null, ...answer };
  });
}

type Checked = { request: RpcRequest | null; refusal: RpcError | null };

async function check(item: unknown, head: () => Promise<bigint>): Promise<Checked> {
  const parsed = requestSchema.safeParse(item);
  if (!parsed.success) return { request: null, refusal: ERROR.invalid };
  const request = parsed.data;
  if (!isAllowedMethod(request.method)) return { request, refusal: ERROR.method };
  if (request.method === "eth_getLogs" && !(await isBoundedLogFilter(request.params, head))) {
    return { request, refusal: ERROR.logRange };
  }
  return { request, refusal: null };
}

/** The chain's head, asked for once a request at most. An unknown head counts as far away, so the range is refused. */
function rememberedHead(upstream: OpenRpc): () => Promise<bigint> {
  let head: Promise<bigint> | undefined;
  const ask = async () => {
    const [answer] = await callUpstream(upstream, [{ method: "eth_blockNumber", params: [] }]);
    const result = z
      .templateLiteral(["0x", z.string().regex(/^[0-9a-f]+$/i)])
      .safeParse(answer && "result" in answer ? answer.result : null);
    return result.success ? BigInt(result.data) : 2n ** 64n;
  };
  return () => {
    head ??= ask();
    return head;
  };
}

/** The body as text, or null as soon as it is larger than allowed. */
async function readBody(request: Request): Promise<string | null> {
  if (!request.body) return "";
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > BODY_BYTES_MAX) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(status: number, error: RpcError, headers: Record<string, string> = {}): Response {
  return Response.json(
    { jsonrpc: "2.0", id: null, error },
    { status, headers: { ...NO_STORE.headers, ...headers } },
  );
}
