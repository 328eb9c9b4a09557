import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { errorCodesOf } from "@/lib/api/openapi/error-responses";
import type { ERRORS } from "@/lib/errors";
import { setRuntime } from "@/lib/runtime/runtime";
import { type ApiAnswer, allOperations, apiClient, clientWith, problemOf } from "@/test/api-client";
import { declareAnswers } from "@/test/seen-answers";
import { forgetAnswer } from "@/test/stored";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { signIn } from "@/test/wallet-session";

/* What every operation answers because of how it is called, whatever it does. */

type Placed = (typeof allOperations)[number];

let runtime: TestRuntime;
let callers: { key: Record<string, string>; person: Record<string, string> };

beforeAll(async () => {
  runtime = await testRuntime();
  const { key } = await apiClient(runtime);
  callers = { key: { Authorization: `Bearer ${key}`, "X-Api-Key": key }, person: await signIn(runtime) };
});

afterEach(() => setRuntime(runtime));
afterAll(() => runtime.close());
afterAll(() => declareAnswers(allOperations));

const declares = (code: keyof typeof ERRORS) => (placed: Placed) =>
  errorCodesOf(placed.operation, placed.method).includes(code);

const PARAMETERS: Readonly<Record<string, string>> = {
  chainId: "31337",
  contract: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  tokenId: "1",
};

const pathOf = ({ path }: Placed) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => PARAMETERS[name] ?? "evt_01k0000000e008000000000000");

/** A call by somebody who may make it. */
function call(
  placed: Placed,
  { query = "", headers = {}, raw }: { query?: string; headers?: Record<string, string>; raw?: string } = {},
): Promise<ApiAnswer> {
  const { method, operation } = placed;
  const who = operation.access.kind === "session" ? callers.person : callers.key;
  const type = raw === undefined ? {} : { "Content-Type": "application/json" };
  // The figures for operators are for callers on this machine.
  const from = { "X-Forwarded-For": "127.0.0.1" };
  return clientWith({ ...from, ...who, ...type, ...headers }).send(
    method,
    pathOf(placed) + query,
    raw === undefined ? {} : { raw },
  );
}

let keys = 0;
const newKey = () => `every-${++keys}`;

describe.each(allOperations.filter(declares("malformed_json")))("$method $path", (placed) => {
  test("400 malformed_json", async () => {
    expect(problemOf(await call(placed, { raw: "{" }))).toMatchObject({
      status: 400,
      code: "malformed_json",
    });
  });

  test("415 unsupported_media_type", async () => {
    const refused = await call(placed, { raw: "{}", headers: { "Content-Type": "text/plain" } });
    expect(problemOf(refused)).toMatchObject({ status: 415, code: "unsupported_media_type" });
  });

  test("413 body_too_large", async () => {
    const headers = { "Content-Length": String(8 * 1024 * 1024 + 1) };
    const refused = await call(placed, { raw: "{}", headers });
    expect(problemOf(refused)).toMatchObject({ status: 413, code: "body_too_large" });
  });

  test("422 validation_failed for a field that it doesn't know", async () => {
    const refused = await call(placed, { raw: '{"noSuchField":1}' });
    expect(problemOf(refused)).toMatchObject({ status: 422, code: "validation_failed" });
    expect(problemOf(refused).errors?.map(({ path }) => path)).toContain("noSuchField");
  });
});

test.each(allOperations.filter(({ operation }) => operation.query))(
  "$method $path: 422 validation_failed for a parameter that it doesn't know",
  async (placed) => {
    const raw = placed.operation.body ? JSON.stringify(placed.operation.bodyExample ?? {}) : undefined;
    const refused = await call(placed, { query: "?noSuchParameter=1", ...(raw ? { raw } : {}) });
    expect(problemOf(refused)).toMatchObject({
      code: "validation_failed",
      errors: [{ path: "noSuchParameter" }],
    });
  },
);

describe.each(allOperations.filter(declares("idempotency_in_flight")))("$method $path", (placed) => {
  test("422 idempotency_key_reused for another call with one key", async () => {
    const headers = { "Idempotency-Key": newKey() };
    await call(placed, { headers, query: "?first" });
    const refused = await call(placed, { headers, query: "?second" });
    expect(problemOf(refused)).toMatchObject({ status: 422, code: "idempotency_key_reused" });
  });

  test("409 idempotency_in_flight while the first call with a key runs", async () => {
    const headers = { "Idempotency-Key": newKey() };
    await call(placed, { headers });
    await forgetAnswer(runtime.db, headers["Idempotency-Key"]);
    const refused = await call(placed, { headers });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "idempotency_in_flight" });
    expect(refused.headers.get("Retry-After")).toBe("1");
  });

  test("422 validation_failed for a key that is none", async () => {
    const refused = await call(placed, { headers: { "Idempotency-Key": "k".repeat(256) } });
    expect(problemOf(refused).errors).toMatchObject([{ path: "Idempotency-Key" }]);
  });
});

test.each(allOperations.filter(declares("rate_limited")))(
  "$method $path: 429 rate_limited",
  async (placed) => {
    setRuntime({ ...runtime, env: { ...runtime.env, rateLimitPerMinute: 1 } });
    let answer = await call(placed);
    // What is generous allows twenty times as many.
    for (let n = 0; n < 20 && answer.status !== 429; n += 1) answer = await call(placed);
    expect(problemOf(answer)).toMatchObject({ status: 429, code: "rate_limited" });
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
  },
);

test.each(allOperations)("$method $path: tells nothing of a failure of ours", async (placed) => {
  const fail = () => {
    throw new Error("password=hunter2");
  };
  setRuntime({ ...runtime, db: new Proxy(runtime.db, { get: fail }) });
  const { body, bodyExample } = placed.operation;
  const answer = await call(placed, body ? { raw: JSON.stringify(bodyExample ?? {}) } : {});
  expect(answer.text).not.toContain("hunter2");
  if (!(answer.status in placed.operation.responses)) {
    expect(problemOf(answer)).toMatchObject({ status: 500, code: "internal_error" });
  }
});
