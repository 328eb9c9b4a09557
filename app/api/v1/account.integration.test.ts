import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createdApiKeyOutput } from "@/lib/services/api-key/schema";
import { anEvent, aTicket, someTickets } from "@/test/api-builders";
import { type ApiClient, apiClient, clientWith, problemOf, requestFor } from "@/test/api-client";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { signIn } from "@/test/wallet-session";
import * as follow from "./batches/[id]/events/route";

let runtime: TestRuntime;
let api: Awaited<ReturnType<typeof apiClient>>;
let other: ApiClient;

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
  other = await apiClient(runtime);
});

afterAll(() => runtime.close());

describe("API keys", () => {
  test("POST 201: shown once; it works, with its scopes and no others", async () => {
    const { status, body } = await api.post("/api-keys", { name: "Box office", scopes: ["events:read"] });
    expect(status).toBe(201);
    const { key, prefix, id } = createdApiKeyOutput.parse(body);
    expect(key.startsWith(prefix)).toBe(true);
    const limited = clientWith({ Authorization: `Bearer ${key}` });
    expect((await limited.get("/events")).status).toBe(200);
    expect((await limited.get("/tickets")).status).toBe(403);
    const list = await api.get("/api-keys");
    expect(list.body).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ id, prefix })]),
    });
    expect(list.text).not.toContain(key);
  });

  test("POST 403: a key can't grant more than it has", async () => {
    const lesser = await api.colleague(["keys:write"]);
    const refused = await lesser.post("/api-keys", { name: "More", scopes: ["tickets:write"] });
    expect(problemOf(refused)).toMatchObject({ status: 403, requiredScope: "tickets:write" });
  });

  test("POST 422 for bad fields", async () => {
    const refused = await api.post("/api-keys", {
      name: "",
      scopes: ["everything"],
      expiresAt: "2001-01-01T00:00:00Z",
    });
    expect(
      problemOf(refused)
        .errors?.map(({ path }) => path)
        .sort(),
    ).toEqual(expect.arrayContaining(["name", "scopes.0"]));
  });

  test("DELETE 200: the key stops to work at once; again, and for others, it is unknown", async () => {
    const doomed = await api.colleague(["events:read"]);
    expect((await other.delete(`/api-keys/${doomed.keyId}`)).status).toBe(404);
    expect((await doomed.get("/events")).status).toBe(200);
    expect((await api.delete(`/api-keys/${doomed.keyId}`)).status).toBe(200);
    expect((await doomed.get("/events")).status).toBe(401);
    expect((await api.delete(`/api-keys/${doomed.keyId}`)).status).toBe(404);
  });

  test("a limit of its own: 429 beyond it, whatever the server allows, and shown in the list", async () => {
    const { body } = await api.post("/api-keys", {
      name: "Slow",
      scopes: ["events:read"],
      rateLimitPerMinute: 2,
    });
    const { key, id, rateLimitPerMinute } = createdApiKeyOutput.parse(body);
    expect(rateLimitPerMinute).toBe(2);
    expect((await api.get("/api-keys")).body).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ id, rateLimitPerMinute: 2 })]),
    });
    const slow = clientWith({ Authorization: `Bearer ${key}` });
    const first = await slow.get("/events");
    expect(first.headers.get("RateLimit-Policy")).toBe('"default";q=2;w=60');
    expect(first.headers.get("RateLimit")).toBe('"default";r=1;t=0');
    expect((await slow.get("/events")).status).toBe(200);
    const refused = await slow.get("/events");
    expect(problemOf(refused)).toMatchObject({ status: 429, code: "rate_limited" });
    expect(refused.headers.get("Retry-After")).toBe("30");
    expect((await api.get("/events")).status).toBe(200);
  });

  test.each([0, -1, 1.5, 1_000_001, "60"])("POST 422 for a limit of %j", async (rateLimitPerMinute) => {
    const refused = await api.post("/api-keys", { name: "K", scopes: ["events:read"], rateLimitPerMinute });
    expect(problemOf(refused).errors).toMatchObject([{ path: "rateLimitPerMinute" }]);
  });

  test("GET 422 for a bad limit", async () => {
    expect((await api.get("/api-keys?limit=0")).status).toBe(422);
  });
});

describe("GET /me", () => {
  test("200 for any key: who asks, for whom, and on which chain", async () => {
    const lesser = await api.colleague(["checkins:write"]);
    expect((await lesser.get("/me")).body).toMatchObject({
      actor: { type: "api_key" },
      scopes: ["checkins:write"],
      organisation: { id: api.organisationId },
      role: null,
      chain: { chainId: 31337 },
    });
  });
});

describe("people who are signed in", () => {
  test("make an organisation and then do what their role may", async () => {
    const headers = await signIn(runtime);
    const person = clientWith(headers);
    const newcomer = await person.get("/me");
    expect(newcomer.status).toBe(200);
    expect(newcomer.body).toMatchObject({ actor: { type: "user" }, organisation: null, scopes: [] });
    const early = problemOf(await person.get("/events"));
    expect(early).toMatchObject({ status: 403, code: "forbidden" });
    expect(early.detail).toContain("create your organisation first");
    expect((await person.post("/api-keys", { name: "Early", scopes: ["events:read"] })).status).toBe(403);
    const { status, body } = await person.post("/organisations", { name: "Théâtre du Nord" });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^org_/),
      slug: expect.stringMatching(/^theatre-du-nord/),
    });
    expect((await person.get("/me")).body).toMatchObject({
      actor: { type: "user" },
      role: "owner",
      organisation: { name: "Théâtre du Nord" },
    });
    const { event } = await aTicket(person);
    expect((await person.get(`/events/${event.id}`)).status).toBe(200);
    expect((await api.get(`/events/${event.id}`)).status).toBe(404);
  });

  test("make one organisation per idempotency key", async () => {
    const person = clientWith({ ...(await signIn(runtime)), "Idempotency-Key": "org" });
    const first = await person.post("/organisations", { name: "Club" });
    expect((await person.post("/organisations", { name: "Club" })).text).toBe(first.text);
  });

  test("403 for a person who owns as many organisations as one may", async () => {
    const person = clientWith(await signIn(runtime));
    for (let n = 0; n < 20; n++) {
      expect((await person.post("/organisations", { name: `Club ${n}` })).status).toBe(201);
    }
    const refused = await person.post("/organisations", { name: "One too many" });
    expect(problemOf(refused)).toMatchObject({ status: 403, code: "forbidden" });
  });

  test("422 for a name that is none; an API key is no person", async () => {
    const person = clientWith(await signIn(runtime));
    expect(problemOf(await person.post("/organisations", { name: " " })).errors).toMatchObject([
      { path: "name" },
    ]);
    expect((await api.post("/organisations", { name: "Club" })).status).toBe(401);
  });
});

describe("actions and batches", () => {
  test("404 for another organisation's, as for unknown ones", async () => {
    const event = await anEvent(api);
    const { batch } = await someTickets(api, event);
    for (const path of [
      `/actions/${event.action.id}`,
      `/batches/${batch.id}`,
      `/batches/${batch.id}/events`,
    ]) {
      expect(problemOf(await other.get(path)), path).toMatchObject({ status: 404, code: "not_found" });
    }
    for (const path of ["/actions/act_x", "/batches/bat_x", "/batches/bat_x/events"]) {
      expect((await api.get(path)).status, path).toBe(404);
    }
  });

  test("GET /batches/{id}/events 429 beyond fifty streams of an organisation, until one is closed", async () => {
    const event = await anEvent(api);
    const { batch } = await someTickets(api, event);
    const headers = { Authorization: `Bearer ${api.key}` };
    const open = () => follow.GET(requestFor("GET", `/batches/${batch.id}/events`, { headers }));
    const streams = await Promise.all(Array.from({ length: 50 }, open));
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    const refused = await api.get(`/batches/${batch.id}/events`);
    expect(problemOf(refused)).toMatchObject({ status: 429, code: "rate_limited" });
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    await streams[0]?.body?.cancel();
    streams[0] = await open();
    expect(streams[0].status).toBe(200);
    await Promise.all(streams.map((stream) => stream.body?.cancel()));
  });

  test("GET /batches/{id}/events tells of progress until all is done", async () => {
    const event = await anEvent(api);
    const { batch } = await someTickets(api, event, [{}, {}]);
    const following = api.get(`/batches/${batch.id}/events`);
    await runtime.pipeline.drain();
    const { text } = await following;
    const messages = text
      .trim()
      .split("\n\n")
      .map((message) => {
        const [name = "", data = ""] = message.split("\n");
        return { name: name.replace("event: ", ""), data: JSON.parse(data.replace("data: ", "")) as unknown };
      });
    expect(messages[0]).toMatchObject({ name: "progress", data: { id: batch.id, total: 2 } });
    expect(messages.at(-1)).toMatchObject({ name: "done", data: { confirmed: 2, queued: 0, submitted: 0 } });
    expect(messages.filter(({ name }) => name === "done")).toHaveLength(1);
  });
});
