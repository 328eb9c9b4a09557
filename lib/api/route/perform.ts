import { getRuntime } from "@/lib/runtime/runtime";
import type { PublicContext } from "@/lib/services/context";
import type { Caller } from "./access";
import { type Answer, jsonAnswer, toResponse } from "./answer";
import { fingerprintOf, idempotencyKeyOf, idempotent } from "./idempotent";
import { keepable } from "./keepable";
import { limitRate } from "./limit-rate";
import { logFailure } from "./log-failure";
import type { AnyOperation } from "./operation";
import { parseBody } from "./parse-body";
import { parseInput } from "./parse-input";
import { parseQuery } from "./parse-query";
import { problem } from "./problem";
import { type RequestBody, readBody } from "./read-body";
import { requestIdOf } from "./request-id";
import { createSeal } from "./seal";

type Performance = { operation: AnyOperation; request: Request; params: Readonly<Record<string, string>> };

/**
 * One call from end to end: request id → caller → rate limit → body → idempotency → scope → parsing → handler → answer.
 * Every failure becomes a problem document.
 */
export async function perform({ operation, request, params }: Performance): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const headers = new Headers({ "X-Request-Id": requestId, "Cache-Control": "no-store" });
  if (operation.cors) headers.set("Access-Control-Allow-Origin", "*");
  const runtime = getRuntime();
  const { db, chain, clock, log } = runtime;
  try {
    const caller = await operation.access.identify({ request, runtime });
    const { rate = "default" } = operation;
    if (rate !== "unlimited") limitRate({ runtime, caller: caller.limitKey, policy: rate, headers });

    const key = idempotencyKeyOf(request);
    const body = operation.body ? await readBody(request) : new Uint8Array();
    const answer = await idempotent({
      db,
      clock,
      owner: caller.keyOwner,
      key,
      seal: createSeal(runtime.env.authSecret, "idempotency"),
      fingerprint: key === null ? "" : fingerprintOf({ request, body, scopes: caller.scopes }),
      run: (database) =>
        keepable(requestId, () =>
          handle({
            operation,
            request,
            params,
            body,
            caller,
            base: { db: database, chain, clock, requestId },
          }),
        ),
    });
    return toResponse(answer, headers);
  } catch (error) {
    logFailure(error, { log, requestId, operationId: operation.operationId });
    return toResponse(problem(error, requestId), headers);
  }
}

type Handling = Performance & { body: RequestBody; caller: Caller<unknown>; base: PublicContext };

async function handle({ operation, request, params, body, caller, base }: Handling): Promise<Answer> {
  if (caller.refusal) throw caller.refusal;
  const reply = await operation.handler({
    ctx: caller.context(base),
    params: operation.params ? parseInput(operation.params, params) : params,
    query: operation.query ? parseQuery(operation.query, request.url) : {},
    body: operation.body ? parseBody(operation.body, body, request.headers) : undefined,
    request,
  });
  const { status, headers } = reply;
  if ("stream" in reply) return { status, headers: headers ?? {}, body: reply.stream };
  return jsonAnswer({ status, value: reply.body, ...(headers ? { headers } : {}) });
}
