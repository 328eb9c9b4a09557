import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { problemSchema } from "./answers";
import { ExampleError } from "./example-error";
import type { Settings } from "./settings";

/** How long a server may be away, as while it restarts. */
const PATIENCE_MS = 3 * 60_000;
const CALL_MS_MAX = 60_000;
const PAUSE_MS = 1_000;

/** The API refused a call; `code` says why. */
export class Refusal extends ExampleError {
  readonly code: string;
  readonly problem: z.infer<typeof problemSchema>;

  constructor(call: string, problem: z.infer<typeof problemSchema>) {
    const fields = problem.errors?.map(({ path, message }) => `\n  ${path} ${message}`).join("") ?? "";
    super(`${call} was refused with ${problem.status} ${problem.code}: ${problem.detail}${fields}`);
    this.code = problem.code;
    this.problem = problem;
  }
}

export type Api = ReturnType<typeof createApi>;

/**
 * A small client. Every POST carries an Idempotency-Key of its own, so a call that is sent again after the connection
 * broke, or after the server was killed and started again, still has one effect.
 */
export function createApi({ appUrl, apiKey }: Settings) {
  const authorization = { Authorization: `Bearer ${apiKey}` };

  async function call<T extends z.ZodType>(path: string, answer: T, init: RequestInit): Promise<z.output<T>> {
    const name = `${init.method ?? "GET"} ${path}`;
    const response = await untilAnswered(name, () =>
      fetch(`${appUrl}/api/v1${path}`, { ...init, signal: AbortSignal.timeout(CALL_MS_MAX) }),
    );
    if (response.ok) return answer.parse(response.body);
    throw new Refusal(name, problemSchema.parse(response.body));
  }

  return {
    appUrl,
    get: <T extends z.ZodType>(path: string, answer: T) => call(path, answer, { headers: authorization }),
    post: <T extends z.ZodType>(path: string, body: unknown, answer: T) =>
      call(path, answer, {
        method: "POST",
        headers: { ...authorization, "Content-Type": "application/json", "Idempotency-Key": randomUUID() },
        body: JSON.stringify(body),
      }),
    /** An open stream of server-sent events; null while the server is away. */
    async open(path: string): Promise<ReadableStream<Uint8Array> | null> {
      const headers = { ...authorization, Accept: "text/event-stream" };
      const response = await fetch(`${appUrl}/api/v1${path}`, { headers }).catch(() => null);
      return response?.ok ? response.body : null;
    },
  };
}

type Answered = { ok: boolean; body: unknown };

/** Asks again while the server is away, too busy, or still at work on the same call. */
async function untilAnswered(name: string, send: () => Promise<Response>): Promise<Answered> {
  const startedMs = Date.now();
  for (let told = false; ; told = true) {
    const outcome = await attempt(send);
    if ("body" in outcome) return outcome;
    if (Date.now() - startedMs > PATIENCE_MS)
      throw new ExampleError(`${name} has no answer: ${outcome.reason}.`);
    if (!told && outcome.isAway) console.error(`\n${name}: ${outcome.reason}; trying again …`);
    await sleep(outcome.waitMs);
  }
}

async function attempt(
  send: () => Promise<Response>,
): Promise<Answered | { reason: string; isAway: boolean; waitMs: number }> {
  try {
    const response = await send();
    const text = await response.text();
    if (isFinal(response)) return { ok: response.ok, body: JSON.parse(text) };
    const waitMs = Number(response.headers.get("Retry-After") ?? 0) * 1000 || PAUSE_MS;
    return { reason: `the server said ${response.status}`, isAway: response.status >= 500, waitMs };
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { reason, isAway: true, waitMs: PAUSE_MS };
  }
}

/** Too many requests, a call still running and our own failures pass; everything else is an answer. */
function isFinal({ status, headers }: Response): boolean {
  return status < 500 && status !== 429 && !(status === 409 && headers.has("Retry-After"));
}
