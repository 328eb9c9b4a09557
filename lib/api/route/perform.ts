import { getRuntime } from "@/lib/runtime/runtime";
import { createSeal } from "@/lib/seal";
import type { PublicContext } from "@/lib/services/context";
import type { Caller } from "./access";
import { type Answer, toResponse } from "./answer";
import { fingerprintOf, idempotencyKeyOf, idempotent } from "./idempotent";
import { keepable } from "./keepable";
import { limitRate } from "./limit-rate";
import { logFailure } from "./log-failure";
import type { AnyCall, AnyOperation } from "./operation";
import { parseBody } from "./parse-body";
import { parseInput } from "./parse-input";
import { parseQuery } from "./parse-query";
import { type RequestBody, readBody } from "./read-body";
import { refusalOf } from "./refusal-of";
import { replyAnswer } from "./reply-answer";
import { requestIdOf } from "./request-id";

type Performance = {
  operation: AnyOperation;
  /** The path's pattern. */
  path: string;
  request: Request;
  params: Readonly<Record<string, string>>;
};

/** One call from end to end, counted and logged. */
export async function perform(call: Performance): Promise<Response> {
  const { operation, path, request } = call;
  const { metrics, log } = getRuntime();
  const startedMs = performance.now();
  const requestId = requestIdOf(request.headers);
  const response = await answer(call, requestId);
  const { method } = request;
  const { status } = response;
  const seconds = (performance.now() - startedMs) / 1000;
  metrics.countRequest({ route: path, method, status, seconds });
  log.info({ requestId, operationId: operation.operationId, method, status, seconds }, "request answered");
  return response;
}

/**
 * One call from end to end: request id → caller → rate limit → body → idempotency → scope → parsing → handler → answer.
 * Every failure becomes a problem document.
 */
async function answer(call: Performance, requestId: string): Promise<Response> {
  const { operation, request } = call;
  const headers = new Headers({ "X-Request-Id": requestId, "Cache-Control": "no-store" });
  if (operation.cors) headers.set("Access-Control-Allow-Origin", "*");
  const runtime = getRuntime();
  const { db, chain, clock, log } = runtime;
  const refusing = (error: unknown) => refusalOf(operation, requestId, error);
  try {
    const caller = await operation.access.identify({ request, runtime });
    const { rate = "default" } = operation;
    if (rate !== "unlimited") {
      const { limitKey, rateLimitPerMinute } = caller;
      limitRate({ runtime, caller: limitKey, policy: rate, ownPerMinute: rateLimitPerMinute, headers });
    }

    const key = idempotencyKeyOf(request);
    const body = operation.body ? await readBody(request) : new Uint8Array();
    const base = { db, chain, clock, requestId };
    const handling = { ...call, body, caller, base };
    const answered = await idempotent({
      db,
      clock,
      owner: caller.keyOwner,
      key,
      seal: createSeal(runtime.env.authSecret, "idempotency"),
      scopes: caller.scopes,
      fingerprint: key === null ? "" : fingerprintOf(request, body),
      wait: () => keepable(refusing, () => wait(handling)),
      run: (database) => keepable(refusing, () => handle({ ...handling, base: { ...base, db: database } })),
    });
    return toResponse(answered, headers);
  } catch (error) {
    logFailure(error, { log, requestId, operationId: operation.operationId });
    return toResponse(refusing(error), headers);
  }
}

type Handling = Performance & { body: RequestBody; caller: Caller<unknown>; base: PublicContext };

async function wait(handling: Handling): Promise<null> {
  const { operation } = handling;
  if (operation.wait) await operation.wait(callOf(handling));
  return null;
}

async function handle(handling: Handling): Promise<Answer> {
  const { operation } = handling;
  return replyAnswer(operation, await operation.handler(callOf(handling)));
}

function callOf({ operation, request, params, body, caller, base }: Handling): AnyCall {
  if (caller.refusal) throw caller.refusal;
  const ctx = caller.context(base);
  const inspect = (value: unknown) => operation.inspect?.(ctx, value) ?? [];
  return {
    ctx,
    params: operation.params ? parseInput(operation.params, params) : params,
    query: operation.query ? parseQuery(operation.query, request.url) : {},
    body: operation.body ? parseBody(operation.body, { body, headers: request.headers, inspect }) : undefined,
    request,
  };
}
