import {
  createRemoteJWKSet,
  customFetch,
  decodeProtectedHeader,
  generateKeyPair,
  jwtVerify,
  SignJWT,
} from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createdApiKeyOutput } from "@/lib/services/api-key/schema";
import { createdTokenOutput, jsonWebKeySetOutput } from "@/lib/services/token/schema";
import { eventBody } from "@/test/api-builders";
import { type ApiClient, apiClient, clientWith, problemOf, requestFor } from "@/test/api-client";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { newWallet, signIn } from "@/test/wallet-session";
import * as jwks from "./jwks.json/route";

let runtime: TestRuntime;
let api: Awaited<ReturnType<typeof apiClient>>;

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
});

afterAll(() => runtime.close());

const bearing = (token: string) => clientWith({ Authorization: `Bearer ${token}` });

/** A token made by this caller, and a client that sends it. */
async function tokenOf(maker: ApiClient, body: Record<string, unknown> = {}) {
  const answer = await maker.post("/tokens", body);
  expect(answer.status).toBe(201);
  const created = createdTokenOutput.parse(answer.body);
  return { ...created, ...bearing(created.token) };
}

async function expectUnknown(token: string) {
  const refused = problemOf(await bearing(token).get("/me"));
  expect(refused).toMatchObject({
    status: 401,
    code: "unauthenticated",
    detail: "The API key or token is unknown, revoked or expired.",
  });
}

describe("POST /tokens", () => {
  test("201: speaks for the key, with the scopes that were asked for", async () => {
    const before = Date.now();
    const token = await tokenOf(api, { scopes: ["tickets:read", "events:read"], expiresInSeconds: 60 });
    expect(token).toMatchObject({ tokenType: "Bearer", scopes: ["events:read", "tickets:read"] });
    const lifeMs = Date.parse(token.expiresAt) - before;
    expect(lifeMs).toBeGreaterThan(58_000);
    expect(lifeMs).toBeLessThanOrEqual(62_000);
    expect((await token.get("/me")).body).toMatchObject({
      actor: { type: "api_key", id: api.keyId },
      scopes: ["events:read", "tickets:read"],
      role: null,
      token: { id: expect.stringMatching(/^tok_/), expiresAt: token.expiresAt },
      organisation: { id: api.organisationId },
    });
    expect((await token.get("/events")).status).toBe(200);
    expect(problemOf(await token.post("/events", eventBody()))).toMatchObject({
      status: 403,
      requiredScope: "events:write",
    });
  });

  test("201 without a body: all that the caller may, for a quarter of an hour", async () => {
    const before = Date.now();
    const { status, body } = await (await api.colleague(["checkins:write"])).post("/tokens");
    expect(status).toBe(201);
    const token = createdTokenOutput.parse(body);
    expect(token.scopes).toEqual(["checkins:write"]);
    expect(Math.round((Date.parse(token.expiresAt) - before) / 60_000)).toBe(15);
  });

  test("201 for a member who is signed in: the token ends with the membership, and changes with the role", async () => {
    const owner = clientWith(await signIn(runtime));
    await owner.post("/organisations", { name: "Club" });
    const wallet = newWallet();
    const added = await owner.post("/members", { walletAddress: wallet.address, role: "box_office" });
    const { id, userId } = added.body as { id: string; userId: string };
    const token = await tokenOf(clientWith(await signIn(runtime, wallet)));
    expect((await token.get("/me")).body).toMatchObject({
      actor: { type: "user", id: userId },
      role: "box_office",
    });
    await owner.send("PATCH", `/members/${id}`, { body: { role: "gate" } });
    expect((await token.get("/me")).body).toMatchObject({
      scopes: ["events:read", "tickets:read", "checkins:write"],
    });
    expect((await token.delete("/members/me")).status).toBe(403);
    expect((await owner.delete(`/members/${id}`)).status).toBe(200);
    await expectUnknown(token.token);
  });

  test("403 for a scope that the caller lacks, and for somebody without an organisation", async () => {
    const lesser = await api.colleague(["events:read"]);
    expect(problemOf(await lesser.post("/tokens", { scopes: ["tickets:write"] }))).toMatchObject({
      status: 403,
      requiredScope: "tickets:write",
    });
    expect((await clientWith(await signIn(runtime)).post("/tokens")).status).toBe(403);
  });

  test.each([
    [{ expiresInSeconds: 59 }, "expiresInSeconds"],
    [{ expiresInSeconds: 3_601 }, "expiresInSeconds"],
    [{ scopes: [] }, "scopes"],
    [{ scopes: ["everything"] }, "scopes.0"],
    [{ audience: "me" }, "audience"],
  ])("422 for %j", async (body, path) => {
    expect(problemOf(await api.post("/tokens", body)).errors).toMatchObject([{ path }]);
  });

  test("an idempotency key makes one token", async () => {
    const headers = { "Idempotency-Key": "token" };
    const first = await api.post("/tokens", {}, { headers });
    expect((await api.post("/tokens", {}, { headers })).text).toBe(first.text);
  });
});

describe("a token", () => {
  test("ends at once when its key is revoked", async () => {
    const key = await api.colleague(["events:read"]);
    const token = await tokenOf(key);
    expect((await token.get("/events")).status).toBe(200);
    await api.delete(`/api-keys/${key.keyId}`);
    await expectUnknown(token.token);
  });

  test("can make neither tokens nor keys that may do more, nor tokens that live longer", async () => {
    const token = await tokenOf(api, { scopes: ["keys:write", "events:read"], expiresInSeconds: 60 });
    expect((await token.post("/tokens", { scopes: ["tickets:write"] })).status).toBe(403);
    expect((await token.post("/api-keys", { name: "K", scopes: ["tickets:write"] })).status).toBe(403);
    const body = { walletAddress: newWallet().address, role: "gate" };
    expect((await token.post("/members", body)).status).toBe(403);
    const second = await tokenOf(token, { expiresInSeconds: 3_600 });
    expect(second.expiresAt).toBe(token.expiresAt);
    expect(second.scopes).toEqual(["events:read", "keys:write"]);
  });

  test("of an owner makes no owners", async () => {
    const owner = clientWith(await signIn(runtime));
    await owner.post("/organisations", { name: "Club" });
    const token = await tokenOf(owner);
    const body = { walletAddress: newWallet().address, role: "owner" };
    expect((await token.post("/members", body)).status).toBe(403);
    expect((await owner.post("/members", body)).status).toBe(201);
  });

  test("is counted with its key, by the key's own limit", async () => {
    const { body } = await api.post("/api-keys", {
      name: "Slow",
      scopes: ["events:read"],
      rateLimitPerMinute: 3,
    });
    const slow = bearing(createdApiKeyOutput.parse(body).key);
    const token = await tokenOf(slow);
    const { headers } = await token.get("/events");
    expect(headers.get("RateLimit-Policy")).toBe('"default";q=3;w=60');
    expect(headers.get("RateLimit")).toMatch(/r=1;/);
    await slow.get("/events");
    expect((await token.get("/events")).status).toBe(429);
  });
});

describe("a bearer that isn't one of our tokens is the same 401:", () => {
  const parts = async () => {
    const { token } = await tokenOf(api);
    const [header = "", payload = "", signature = ""] = token.split(".");
    return { token, header, payload, signature, ...decodeProtectedHeader(token) };
  };
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = () => ({
    jti: "tok_x",
    sub: api.keyId,
    actor: "api_key",
    org: api.organisationId,
    scope: "keys:write",
    iss: "http://localhost:3000",
    aud: "http://localhost:3000",
    iat: Math.floor(Date.now() / 1000),
    exp: Math.floor(Date.now() / 1000) + 600,
  });

  test("signed by nobody (alg none)", async () => {
    const { kid } = await parts();
    for (const alg of ["none", "None", "NONE", ""]) {
      await expectUnknown(`${base64({ alg, typ: "at+jwt", kid })}.${base64(claims())}.`);
    }
  });

  test("signed with the public key as a shared secret", async () => {
    const { kid } = await parts();
    const { keys } = jsonWebKeySetOutput.parse((await clientWith({}).get("/jwks.json")).body);
    const secret = new TextEncoder().encode(JSON.stringify(keys.find((key) => key.kid === kid)));
    const forged = await new SignJWT(claims())
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid: kid ?? "" })
      .sign(secret);
    await expectUnknown(forged);
  });

  test("signed by a foreign key, under our key's id or its own", async () => {
    const { kid } = await parts();
    const { privateKey } = await generateKeyPair("ES256");
    for (const id of [kid ?? "", "A".repeat(43), "\u0000", "' or 1=1"]) {
      const forged = await new SignJWT(claims())
        .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: id })
        .sign(privateKey);
      await expectUnknown(forged);
    }
  });

  test("with other claims under our signature, cut off, or no token at all", async () => {
    const { header, payload, signature, token } = await parts();
    const changed = base64({ ...claims(), scope: "keys:write tickets:write" });
    for (const bad of [
      `${header}.${changed}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${token}.x`,
      token.slice(0, -4),
      `${base64({ alg: "ES256", typ: "at+jwt" })}.${payload}.${signature}`,
      "a.b.c",
      "..",
      "eyJ",
    ]) {
      await expectUnknown(bad);
    }
  });
});

describe("a bearer whose header is", () => {
  test.each<[string, unknown]>([
    ["null", null],
    ["a list", []],
    ["a number", 7],
    ["empty", {}],
    ["without alg", { typ: "at+jwt", kid: "A".repeat(43) }],
    ["with a kid that is no text", { alg: "ES256", typ: "at+jwt", kid: { $ne: 1 } }],
    [
      "with a key of its own",
      { alg: "ES256", typ: "at+jwt", jwk: { kty: "EC", crv: "P-256", x: "a", y: "b" } },
    ],
    ["with what must be understood", { alg: "ES256", typ: "at+jwt", crit: ["exp"], exp: 1 }],
    ["with an unencoded payload", { alg: "ES256", typ: "at+jwt", crit: ["b64"], b64: false }],
    ["encrypted", { alg: "dir", enc: "A256GCM" }],
  ])("%s is the same 401", async (_, header) => {
    const payload = Buffer.from("{}").toString("base64url");
    const encoded = Buffer.from(JSON.stringify(header)).toString("base64url");
    for (const signature of ["", "AAAA", "A".repeat(86), "*"]) {
      await expectUnknown(`${encoded}.${payload}.${signature}`);
    }
  });
});

describe("GET /jwks.json", () => {
  test("200: others can tell our tokens by it, and no private part is in it", async () => {
    const { token } = await tokenOf(api, { scopes: ["events:read"] });
    const { headers, body, text } = await clientWith({}).get("/jwks.json");
    expect(headers.get("Cache-Control")).toBe("public, max-age=300");
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(jsonWebKeySetOutput.parse(body).keys).toHaveLength(1);
    expect(text).not.toContain('"d"');
    const keySet = createRemoteJWKSet(new URL("http://localhost:3000/api/v1/jwks.json"), {
      [customFetch]: () => jwks.GET(requestFor("GET", "/jwks.json")),
    });
    const { payload, protectedHeader } = await jwtVerify(token, keySet, {
      issuer: "http://localhost:3000",
      audience: "http://localhost:3000",
    });
    expect(protectedHeader).toMatchObject({ alg: "ES256", typ: "at+jwt" });
    expect(payload).toMatchObject({ sub: api.keyId, org: api.organisationId, scope: "events:read" });
  });
});
