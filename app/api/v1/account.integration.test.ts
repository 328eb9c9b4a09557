import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { getAuth } from "@/lib/auth/get-auth";
import { createdApiKeyOutput } from "@/lib/services/api-key/schema";
import { SCOPES } from "@/lib/services/context";
import { anEvent, aTicket, someTickets } from "@/test/api-builders";
import {
  type ApiClient,
  allOperations,
  apiClient,
  clientWith,
  problemOf,
  requestFor,
} from "@/test/api-client";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import * as follow from "./batches/[id]/events/route";

const ORIGIN = "http://localhost:3000";

let runtime: TestRuntime;
let api: Awaited<ReturnType<typeof apiClient>>;
let other: ApiClient;

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
  other = await apiClient(runtime);
});

afterAll(() => runtime.close());

/** Signs in with a new wallet, as a browser does. @returns the headers of its later requests. */
async function signIn(): Promise<Record<string, string>> {
  const { auth } = getAuth();
  const post = (path: string, body: unknown) =>
    auth.handler(
      new Request(`${ORIGIN}/api/auth${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: ORIGIN },
        body: JSON.stringify(body),
      }),
    );
  const { nonce } = z.object({ nonce: z.string() }).parse(await (await post("/siwe/nonce", {})).json());
  const account = privateKeyToAccount(generatePrivateKey());
  const message = createSiweMessage({
    address: account.address,
    domain: new URL(ORIGIN).host,
    uri: ORIGIN,
    version: "1",
    chainId: runtime.chain.chainId,
    nonce,
    issuedAt: new Date(),
  });
  const response = await post("/siwe/verify", { message, signature: await account.signMessage({ message }) });
  expect(response.status).toBe(200);
  const cookie = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  return { Cookie: cookie.join("; "), Origin: ORIGIN, "Sec-Fetch-Site": "same-origin" };
}

const concretePath = (path: string) => path.replaceAll(/\{\w+\}/g, "tkt_01k0000000e0080000000000000");

describe("every operation that isn't open to all", () => {
  const guarded = allOperations.filter(({ operation }) => operation.access.kind !== "public");
  const scoped = guarded.filter(({ operation }) => operation.access.kind === "scope");

  test.each(guarded)(
    "$method $path: 401 without sign-in, for a bad key and for no bearer",
    async ({ method, path }) => {
      const bad = [
        "Bearer tc_00000000000000000000000000",
        "Bearer",
        "Basic dTpw",
        `bearer ${api.key}x`,
        api.key,
      ];
      const callers = [{}, ...bad.map((Authorization) => ({ Authorization }))];
      for (const headers of callers) {
        const refused = await clientWith(headers).send(method, concretePath(path));
        expect(problemOf(refused)).toMatchObject({ status: 401, code: "unauthenticated" });
        expect(refused.headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
      }
    },
  );

  test.each(scoped)(
    "$method $path: 403 for a key with all scopes but $operation.access.scope",
    async ({ method, path, operation }) => {
      const { scope } = operation.access;
      const scopes = SCOPES.filter((each) => each !== scope);
      const lesser = await api.colleague(scopes);
      const refused = await lesser.send(method, concretePath(path));
      expect(problemOf(refused)).toMatchObject({ status: 403, code: "forbidden", requiredScope: scope });
    },
  );
});

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
      chain: { chainId: 31337 },
    });
  });
});

describe("people who are signed in", () => {
  test("make an organisation and then do what their role may", async () => {
    const headers = await signIn();
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
      organisation: { name: "Théâtre du Nord" },
    });
    const { event } = await aTicket(person);
    expect((await person.get(`/events/${event.id}`)).status).toBe(200);
    expect((await api.get(`/events/${event.id}`)).status).toBe(404);
  });

  test("make one organisation per idempotency key", async () => {
    const person = clientWith({ ...(await signIn()), "Idempotency-Key": "org" });
    const first = await person.post("/organisations", { name: "Club" });
    expect((await person.post("/organisations", { name: "Club" })).text).toBe(first.text);
  });

  test("401 when another site made the browser ask", async () => {
    const headers = await signIn();
    await clientWith(headers).post("/organisations", { name: "Club" });
    for (const foreign of [{ Origin: "https://evil.example" }, { Origin: "null" }]) {
      const crossSite = clientWith({ ...headers, ...foreign, "Sec-Fetch-Site": "cross-site" });
      expect((await crossSite.post("/events", {})).status).toBe(401);
      expect((await crossSite.post("/organisations", { name: "Club" })).status).toBe(401);
    }
  });

  test("422 for a name that is none; an API key is no person", async () => {
    const person = clientWith(await signIn());
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
