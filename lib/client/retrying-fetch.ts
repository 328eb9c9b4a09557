import { problemOf } from "./error-of";
import { pause } from "./pause";
import { TicketChainError } from "./ticket-chain-error";

/** Why a call is sent again. */
export type Retry = { call: string; reason: string; waitMs: number };

export type RetryOptions = {
  /** How long a call may be tried in all, as while a server restarts. */
  patienceMs: number;
  /** How long one try may take. */
  timeoutMs: number;
  onRetry: (retry: Retry) => void;
};

type Send = (request: Request) => Promise<Response>;
type Failure = { reason: string; waitMs: number | null; response: Response | null; cause?: unknown };

const KEYED = new Set(["POST", "PATCH", "DELETE"]);
const BUSY = new Set([429, 502, 503, 504]);
const PAUSE_MS = 250;
const PAUSE_MS_MAX = 5_000;

/**
 * A `fetch` that sends a call again when that is safe. Writes carry an `Idempotency-Key`, the same each time, so they
 * have one effect, also when the answer to the first try was lost.
 * @throws {TicketChainError} `no_answer` when patience ends without one; the signal's reason when the caller aborts.
 */
export function retryingFetch(send: typeof fetch, isKeyed: boolean, options: RetryOptions): Send {
  return async (request) => {
    const call = `${request.method} ${new URL(request.url).pathname}`;
    const isWrite = KEYED.has(request.method);
    if (isWrite && isKeyed && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", crypto.randomUUID());
    }
    const isSafe = !isWrite || isKeyed;
    const endsMs = Date.now() + options.patienceMs;
    for (let tries = 0; ; tries += 1) {
      const outcome = await attempt(send, request, options.timeoutMs);
      if (outcome instanceof Response) return outcome;
      const waitMs = outcome.waitMs ?? backOffMs(tries);
      const mayRetry = (isSafe || outcome.response !== null) && Date.now() + waitMs < endsMs;
      if (!mayRetry) return giveUp(call, outcome);
      options.onRetry({ call, reason: outcome.reason, waitMs });
      await pause(waitMs, request.signal);
    }
  };
}

/** One try: the answer, or why it should be tried again. */
async function attempt(send: typeof fetch, request: Request, timeoutMs: number): Promise<Response | Failure> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const response = await whole(await send(request.clone(), { signal }));
    if (!(await isPassing(response))) return response;
    const reason = `the server said ${response.status}`;
    return { reason, waitMs: retryAfterMs(response), response };
  } catch (cause) {
    request.signal.throwIfAborted();
    if (!isOfNetwork(cause)) throw cause;
    return { reason: sentenceOf(cause), waitMs: null, response: null, cause };
  }
}

/** The response with its body read, since a connection may break in the middle of it. Events are read as they come. */
async function whole(response: Response): Promise<Response> {
  if (response.body === null || response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
    return response;
  }
  const { status, statusText, headers } = response;
  return new Response(await response.arrayBuffer(), { status, statusText, headers });
}

/** Whether the server says that it would answer otherwise in a while. */
async function isPassing(response: Response): Promise<boolean> {
  const { status, headers } = response;
  // `GET /ready` answers 503 in JSON: that is what was asked for.
  if (BUSY.has(status)) return !headers.get("Content-Type")?.startsWith("application/json");
  return status === 409 && (await problemOf(response))?.code === "idempotency_in_flight";
}

/** `fetch` throws a `TypeError` for whatever the network does; by its name, as test runners have several of them. */
function isOfNetwork(error: unknown): boolean {
  return error instanceof Error && (error.name === "TypeError" || error.name === "TimeoutError");
}

function giveUp(call: string, { response, reason, cause }: Failure): Response {
  if (response) return response;
  throw new TicketChainError({ code: "no_answer", status: 0, detail: `${reason}.`, call, cause });
}

function retryAfterMs({ headers }: Response): number | null {
  const seconds = Number(headers.get("Retry-After") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** Longer each time, and by chance, so that many clients don't come back at once. */
function backOffMs(tries: number): number {
  return Math.min(PAUSE_MS * 2 ** tries, PAUSE_MS_MAX) * (0.5 + Math.random() / 2);
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
