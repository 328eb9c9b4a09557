import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { setRuntime } from "@/lib/runtime/runtime";
import { createdApiKeyOutput } from "@/lib/services/api-key/schema";
import { SCOPES } from "@/lib/services/context";
import { anEvent, eventBody, someTickets } from "@/test/api-builders";
import { apiClient, clientWith, problemOf, requestFor } from "@/test/api-client";
import { forgetAnswer, kindsAskedFor } from "@/test/stored";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import * as rpc from "../rpc/route";
import * as live from "../tickets/[id]/live/route";
import { GET as nowhere, DELETE as nowhereDelete } from "./[[...path]]/route";
import * as apiKeys from "./api-keys/route";
import * as events from "./events/route";
import * as health from "./health/route";
import * as mint from "./tickets/mint/route";

let runtime: TestRuntime;
let api: Awaited<ReturnType<typeof apiClient>>;

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
});

afterEach(() => setRuntime(runtime));
afterAll(() => runtime.close());

const authorised = () => ({ Authorization: `Bearer ${api.key}` });

async function answerTo(response: Promise<Response>) {
  const { status, headers, ...rest } = await response;
  const text = await (await response).text();
  return { ...rest, status, headers, text, body: text === "" ? null : (JSON.parse(text) as unknown) };
}

describe("every answer", () => {
  test("has a request id: the caller's if it is plain", async () => {
    const given = await api.get("/events", { headers: { "X-Request-Id": "shop-1" } });
    expect(given.headers.get("X-Request-Id")).toBe("shop-1");
    const refused = await api.get("/events/x", { headers: { "X-Request-Id": "no good" } });
    expect(refused.headers.get("X-Request-Id")).not.toBe("no good");
    expect(problemOf(refused).requestId).toBe(refused.headers.get("X-Request-Id"));
  });

  test("leaves its request id on the actions that were asked for", async () => {
    const event = await anEvent(api);
    const body = { eventId: event.id, tickets: [{ ticketTypeId: event.typeId }] };
    await api.post("/tickets/mint", body, { headers: { "X-Request-Id": "shop-2" } });
    expect(await kindsAskedFor(runtime.db, "shop-2")).toEqual(["mint"]);
  });

  test("is not stored by caches unless it says otherwise", async () => {
    expect((await api.get("/events")).headers.get("Cache-Control")).toBe("no-store");
    expect((await api.get("/events/x")).headers.get("Cache-Control")).toBe("no-store");
    expect((await api.get("/openapi.json")).headers.get("Cache-Control")).toMatch(/max-age/);
  });
});

describe("what isn't there", () => {
  test("404 for unknown paths, whatever the method", async () => {
    for (const handler of [nowhere, nowhereDelete]) {
      const answer = await answerTo(handler(requestFor("GET", "/nothing/here")));
      expect(problemOf(answer)).toMatchObject({ status: 404, code: "not_found" });
      expect(answer.headers.get("X-Request-Id")).toBe(problemOf(answer).requestId);
    }
  });

  test("405 with Allow for other methods", async () => {
    const answer = await answerTo(events.PUT(requestFor("PUT", "/events", { body: {} })));
    expect(problemOf(answer)).toMatchObject({ status: 405, code: "method_not_allowed" });
    expect(answer.headers.get("Allow")).toBe("GET, HEAD, POST, OPTIONS");
  });

  test("OPTIONS says what there is; HEAD is GET without its body", async () => {
    const options = await mint.OPTIONS(requestFor("OPTIONS", "/tickets/mint"));
    expect([options.status, options.headers.get("Allow")]).toEqual([204, "POST, OPTIONS"]);
    const head = await health.HEAD(requestFor("HEAD", "/health"));
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });
});

describe("a body", () => {
  const post = (raw: BodyInit, type: string | null = "application/json") =>
    answerTo(
      events.POST(
        requestFor("POST", "/events", {
          raw,
          headers: { ...authorised(), ...(type ? { "Content-Type": type } : {}) },
        }),
      ),
    );

  test("400 malformed_json", async () => {
    for (const raw of ['{"name":', "", "\u0000", '{"name":"\u0001"}']) {
      expect(problemOf(await post(raw))).toMatchObject({ status: 400, code: "malformed_json" });
    }
  });

  test("415 unsupported_media_type", async () => {
    for (const type of ["text/plain", "application/xml", "multipart/form-data; boundary=x"]) {
      expect(problemOf(await post("{}", type))).toMatchObject({
        status: 415,
        code: "unsupported_media_type",
      });
    }
    const form = await post(new URLSearchParams({ name: "x" }), null);
    expect(problemOf(form).status).toBe(415);
  });

  test("413 body_too_large over 8 MB, and not a byte less", async () => {
    const padded = (bytes: number) => JSON.stringify({ name: "x".repeat(bytes - '{"name":""}'.length) });
    const limit = 8 * 1024 * 1024;
    expect(problemOf(await post(padded(limit + 1)))).toMatchObject({ status: 413, code: "body_too_large" });
    expect((await post(padded(limit))).status).toBe(422);
  });

  test("422 for NUL characters, which no database takes", async () => {
    const refused = await api.post("/events", eventBody({ name: "Night\u0000" }));
    expect(problemOf(refused)).toMatchObject({ status: 422, errors: [{ path: "name" }] });
    expect((await api.get("/tickets?email=a%00b")).status).toBe(422);
  });
});

describe("an idempotency key", () => {
  const count = async () => {
    const { body } = await api.get("/events?limit=200");
    return (body as { data: unknown[] }).data.length;
  };

  test("makes a repeat have no effect and the same bytes, but its own request id", async () => {
    const headers = { "Idempotency-Key": "once" };
    const before = await count();
    const body = eventBody();
    const first = await api.post("/events", body, { headers });
    const repeat = await api.post("/events", body, { headers: { ...headers, "X-Request-Id": "again" } });
    expect([repeat.status, repeat.text]).toEqual([201, first.text]);
    expect(repeat.headers.get("Idempotency-Replayed")).toBe("true");
    expect(repeat.headers.get("Location")).toBe(first.headers.get("Location"));
    expect(repeat.headers.get("X-Request-Id")).toBe("again");
    expect(await count()).toBe(before + 1);
  });

  test("of fifty equal mints at once one mints", async () => {
    const event = await anEvent(api);
    const body = { eventId: event.id, tickets: [{ ticketTypeId: event.typeId }] };
    const headers = { "Idempotency-Key": "mint-at-once" };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => api.post("/tickets/mint", body, { headers })),
    );
    const minted = answers.filter(({ status }) => status === 202);
    expect(minted.length).toBeGreaterThan(0);
    expect(new Set(minted.map(({ text }) => text)).size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 202)) {
      expect(problemOf(answer).code).toBe("idempotency_in_flight");
      expect(answer.headers.get("Retry-After")).toBe("1");
    }
    expect((await api.get(`/events/${event.id}/stats`)).body).toMatchObject({ totals: { issued: 1 } });
  });

  test("422 idempotency_key_reused for another body or another path", async () => {
    const headers = { "Idempotency-Key": "reused" };
    await api.post("/events", eventBody(), { headers });
    const otherBody = await api.post("/events", eventBody({ name: "Other" }), { headers });
    expect(problemOf(otherBody)).toMatchObject({ status: 422, code: "idempotency_key_reused" });
    const otherPath = await api.post("/tickets/mint", {}, { headers });
    expect(problemOf(otherPath)).toMatchObject({ status: 422, code: "idempotency_key_reused" });
  });

  test("409 idempotency_in_flight while the first call runs", async () => {
    const headers = { "Idempotency-Key": "running" };
    const body = eventBody();
    await api.post("/events", body, { headers });
    await forgetAnswer(runtime.db, "running");
    const refused = await api.post("/events", body, { headers });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "idempotency_in_flight" });
    expect(refused.headers.get("Retry-After")).toBe("1");
  });

  test("keeps refusals too: 400, 403, 404, 409, 415, 422", async () => {
    const gate = await api.colleague(["checkins:write"]);
    const event = await anEvent(api);
    await someTickets(api, event, [{ externalId: "taken" }]);
    const taken = { eventId: event.id, tickets: [{ ticketTypeId: event.typeId, externalId: "taken" }] };
    const calls: [number, (headers: Record<string, string>) => ReturnType<typeof api.post>][] = [
      [
        400,
        (headers) =>
          api.post("/events", undefined, {
            raw: "{",
            headers: { ...headers, "Content-Type": "application/json" },
          }),
      ],
      [403, (headers) => gate.post("/events", {}, { headers })],
      [404, (headers) => api.post("/events/evt_x/publish", {}, { headers })],
      [409, (headers) => api.post("/tickets/mint", taken, { headers })],
      [
        415,
        (headers) =>
          api.post("/events", undefined, {
            raw: "{}",
            headers: { ...headers, "Content-Type": "text/plain" },
          }),
      ],
      [422, (headers) => api.post("/events", {}, { headers })],
    ];
    for (const [status, call] of calls) {
      const headers = { "Idempotency-Key": `kept-${status}` };
      const first = await call(headers);
      const repeat = await call(headers);
      expect([first.status, repeat.status]).toEqual([status, status]);
      expect(repeat.text).toBe(first.text);
      expect(repeat.headers.get("Idempotency-Replayed"), String(status)).toBe("true");
      expect(repeat.headers.get("Content-Type")).toBe("application/problem+json");
    }
  });

  test("never shows a colleague's answer to a key that may not ask", async () => {
    const headers = { "Idempotency-Key": "secret" };
    const body = { name: "Key", scopes: ["events:read"] };
    await api.post("/api-keys", body, { headers });
    const gate = await api.colleague(["checkins:write"]);
    expect((await gate.post("/api-keys", body, { headers })).status).toBe(403);
  });

  test("never shows a colleague's answer to a key that may call, but not ask for as much", async () => {
    const headers = { "Idempotency-Key": "more-than-mine" };
    const body = { name: "Key", scopes: ["tickets:write"] };
    expect((await api.post("/api-keys", body, { headers })).status).toBe(201);
    const lesser = await api.colleague(["keys:write"]);
    const refused = await lesser.post("/api-keys", body, { headers });
    expect(problemOf(refused)).toMatchObject({ status: 403, code: "forbidden" });
    expect(refused.text).not.toContain("tc_");
    const equal = await api.colleague(SCOPES);
    expect((await equal.post("/api-keys", body, { headers })).headers.get("Idempotency-Replayed")).toBe(
      "true",
    );
  });

  test("401 is not kept, and no key of one's own is needed to be refused", async () => {
    const headers = { "Idempotency-Key": "stranger" };
    const body = eventBody();
    expect((await clientWith({}).post("/events", body, { headers })).status).toBe(401);
    expect((await api.post("/events", body, { headers })).status).toBe(201);
  });

  test("422 for one that isn't printable, or too long", async () => {
    const refused = await api.post("/events", eventBody(), {
      headers: { "Idempotency-Key": "k".repeat(256) },
    });
    expect(problemOf(refused)).toMatchObject({ status: 422, errors: [{ path: "Idempotency-Key" }] });
  });

  test("works on DELETE", async () => {
    const { keyId } = await api.colleague(["events:read"]);
    const headers = { "Idempotency-Key": "delete-once" };
    const first = await api.delete(`/api-keys/${keyId}`, { headers });
    const repeat = await api.delete(`/api-keys/${keyId}`, { headers });
    expect([first.status, repeat.status]).toEqual([200, 200]);
  });
});

describe("the rate limit", () => {
  const limited = (perMinute: number) => {
    const limitedRuntime = { ...runtime, env: { ...runtime.env, rateLimitPerMinute: perMinute } };
    setRuntime(limitedRuntime);
    return limitedRuntime;
  };

  test("429 with when to come back, counted by key", async () => {
    limited(2);
    const { headers } = await api.get("/me");
    expect(headers.get("RateLimit-Policy")).toBe('"default";q=2;w=60');
    expect(headers.get("RateLimit")).toBe('"default";r=1;t=0');
    await api.get("/me");
    const refused = await api.get("/me");
    expect(problemOf(refused)).toMatchObject({ status: 429, code: "rate_limited" });
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(refused.headers.get("RateLimit")).toMatch(/r=0;t=\d+/);
    setRuntime(runtime);
    const colleague = await api.colleague(["events:read"]);
    expect((await colleague.get("/me")).status).toBe(200);
  });

  test("a key's own limit is taken where it is lower, and never raises the server's", async () => {
    const policyOf = async (rateLimitPerMinute: number | null) => {
      const { key } = createdApiKeyOutput.parse(
        (await api.post("/api-keys", { name: "Key", scopes: ["events:read"], rateLimitPerMinute })).body,
      );
      limited(100);
      const { headers } = await clientWith({ Authorization: `Bearer ${key}` }).get("/me");
      setRuntime(runtime);
      return headers.get("RateLimit-Policy");
    };
    expect(await policyOf(20)).toBe('"default";q=20;w=60');
    expect(await policyOf(1_000)).toBe('"default";q=100;w=60');
    expect(await policyOf(null)).toBe('"default";q=100;w=60');
  });

  test("a refused call keeps no idempotency key busy", async () => {
    const body = eventBody();
    const headers = { "Idempotency-Key": "limited" };
    limited(1);
    await api.get("/me");
    expect((await api.post("/events", body, { headers })).status).toBe(429);
    setRuntime(runtime);
    expect((await api.post("/events", body, { headers })).status).toBe(201);
  });

  test("never keeps a probe from its answer", async () => {
    limited(1);
    for (let n = 0; n < 5; n++) expect((await clientWith({}).get("/health")).status).toBe(200);
  });

  test("is generous with what open pages ask by themselves, counted by address", async () => {
    limited(1);
    const from = (address: string) =>
      live.GET(
        new Request("http://localhost:3000/api/tickets/tkt_x/live", {
          headers: { "X-Forwarded-For": address },
        }),
        { params: Promise.resolve({ id: "tkt_x" }) },
      );
    for (let n = 0; n < 20; n++) expect((await from("203.0.113.7")).status).toBe(404);
    expect((await from("203.0.113.7")).status).toBe(429);
    expect((await from("203.0.113.8")).status).toBe(404);
  });

  test("counts calls of the chain, too", async () => {
    limited(1);
    const ask = (calls: number) =>
      rpc.POST(
        new Request("http://localhost:3000/api/rpc", {
          method: "POST",
          headers: { Origin: "http://localhost:3000", "X-Forwarded-For": "203.0.113.7" },
          body: JSON.stringify(
            Array.from({ length: calls }, (_, id) => ({ jsonrpc: "2.0", id, method: "eth_chainId" })),
          ),
        }),
      );
    expect((await ask(20)).status).toBe(200);
    const refused = await ask(1);
    expect([refused.status, Number(refused.headers.get("Retry-After"))]).toEqual([429, 3]);
  });

  test("0 switches it off", async () => {
    expect((await api.get("/me")).headers.has("RateLimit")).toBe(false);
  });
});

describe("a failure of ours", () => {
  test("500 without a word of what happened, logged with the request id, and the key stays free", async () => {
    const logged: unknown[] = [];
    const log = Object.create(runtime.log, { error: { value: (line: unknown) => logged.push(line) } });
    const db = new Proxy(runtime.db, {
      get(target, name, receiver) {
        if (name === "insert") throw new Error("password=hunter2");
        return Reflect.get(target, name, receiver);
      },
    });
    setRuntime({ ...runtime, db, log });
    const answer = await answerTo(
      apiKeys.POST(
        requestFor("POST", "/api-keys", {
          body: {},
          headers: { ...authorised(), "Idempotency-Key": "broken" },
        }),
      ),
    );
    expect(problemOf(answer)).toMatchObject({ status: 500, code: "internal_error" });
    expect(answer.text).not.toContain("hunter2");
    expect(logged).toMatchObject([
      { requestId: answer.headers.get("X-Request-Id"), operationId: "createApiKey" },
    ]);
    setRuntime(runtime);
    const headers = { "Idempotency-Key": "broken" };
    expect((await api.post("/api-keys", {}, { headers })).headers.has("Idempotency-Replayed")).toBe(false);
  });
});

describe("what is open to all", () => {
  const anyone = clientWith({});

  test("health, readiness and the document", async () => {
    expect((await anyone.get("/health")).body).toEqual({ status: "ok" });
    await runtime.pipeline.tick();
    const ready = await anyone.get("/ready");
    expect([ready.status, ready.body]).toMatchObject([
      200,
      { status: "ready", database: "up", chain: { chainId: 31337, nativeSymbol: "ETH", lagBlocks: 0 } },
    ]);
    const document = await anyone.get("/openapi.json");
    expect(document.body).toMatchObject({ openapi: "3.1.0", paths: { "/openapi.json": { get: {} } } });
    expect(document.headers.get("Access-Control-Allow-Origin")).toBe("*");
  });

  test("503 when the chain can't be reached, saying which part it is", async () => {
    const client = new Proxy(runtime.chain.client, {
      get: (target, name, receiver) =>
        name === "getBlockNumber"
          ? () => Promise.reject(new Error("down"))
          : Reflect.get(target, name, receiver),
    });
    setRuntime({ ...runtime, chain: { ...runtime.chain, client } });
    const { status, body } = await anyone.get("/ready");
    expect(status).toBe(503);
    expect(body).toMatchObject({
      status: "not_ready",
      database: "up",
      chain: { status: "down", head: null },
    });
  });

  test("metadata shows the status and nothing about people", async () => {
    const event = await anEvent(api);
    const { ids } = await someTickets(api, event, [
      { email: "ada@example.org", attendee: { name: "Ada Lovelace" } },
    ]);
    await runtime.pipeline.drain();
    const ticket = (await api.get(`/tickets/${ids[0]}`)).body as { tokenId: string };
    const path = `/metadata/31337/${event.contractAddress}`;
    const token = await anyone.get(`${path}/${ticket.tokenId}`);
    expect(token.body).toMatchObject({
      attributes: expect.arrayContaining([{ trait_type: "Status", value: expect.any(String) }]),
    });
    expect(token.text).not.toMatch(/Ada|ada@/);
    expect(token.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(token.headers.get("Cache-Control")).toMatch(/public, max-age=\d+/);
    expect((await anyone.get(path)).body).toMatchObject({ name: event.name });
    expect((await anyone.get(path.toLowerCase())).status).toBe(200);
  });

  test.each([
    "/metadata/1/0x12",
    "/metadata/x/y/z",
    "/metadata/31337/0x70997970C51812dc3A010C7d01b50e0d17dc79C8/1",
    "/metadata/31337/0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  ])("404 for %s", async (path) => {
    const refused = await anyone.get(path);
    expect(problemOf(refused)).toMatchObject({ status: 404, code: "not_found" });
    expect(refused.headers.get("Access-Control-Allow-Origin")).toBe("*");
  });
});
