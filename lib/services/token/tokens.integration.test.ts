import { eq } from "drizzle-orm";
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { apiKeys, auditLog, signingKeys } from "@/lib/db/schema/account";
import { createApiKey } from "@/lib/services/api-key/create";
import { createApiKeyInput } from "@/lib/services/api-key/schema";
import type { Context } from "@/lib/services/context";
import { aContext, HOUR_MS, NOW, type TestContext } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { authenticateToken } from "./authenticate";
import { createToken } from "./create";
import type { TokenIssuer } from "./issuer";
import { listPublicKeys } from "./list-public-keys";
import { createTokenInput } from "./schema";
import { currentKey } from "./signing-keys";

const DAY_MS = 24 * HOUR_MS;

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Seals in a way that is good enough to see whether it is done, and with which secret. */
const issuerWith = (secret: string, url = "https://tickets.example.org"): TokenIssuer => ({
  url,
  seal: {
    close: (text) => `${secret}:${Buffer.from(text).toString("hex")}`,
    open(sealed) {
      const [with_, hex = ""] = sealed.split(":");
      if (with_ !== secret) throw new Error("Sealed with another secret.");
      return Buffer.from(hex, "hex").toString();
    },
  },
});
const issuer = issuerWith("ours");

/** A caller with a key of their own. */
async function aKeyHolder(change: Record<string, unknown> = {}): Promise<TestContext> {
  const ctx = await aContext(database.db);
  const input = createApiKeyInput.parse({ name: "Key", scopes: ["events:read"], ...change });
  const { id } = await createApiKey({ ctx, input });
  return { ...ctx, actor: { ...ctx.actor, id, scopes: ["events:read"] } };
}

const create = (ctx: Context, expiresInSeconds = 900, by = issuer) =>
  createToken({ ctx, input: createTokenInput.parse({ expiresInSeconds }), issuer: by });

const authenticate = (ctx: Context, token: string, by = issuer) =>
  authenticateToken({ db: database.db, clock: ctx.clock, token, issuer: by });

const keyIds = async (ctx: Context) => (await listPublicKeys({ ctx, issuer })).keys.map(({ kid }) => kid);

describe("a token", () => {
  it("counts until it expires, and not a second longer", async () => {
    const ctx = await aKeyHolder();
    const { token, expiresAt } = await create(ctx, 60);
    expect(expiresAt).toBe(new Date(NOW.getTime() + 60_000).toISOString());
    ctx.clock.advance(59_000);
    expect(await authenticate(ctx, token)).toMatchObject({ type: "api_key", id: ctx.actor.id });
    ctx.clock.advance(1_000);
    expect(await authenticate(ctx, token)).toBeNull();
  });

  it("ends when the key behind it expires, and says so", async () => {
    const expiresAt = new Date(NOW.getTime() + 90_000).toISOString();
    const ctx = await aKeyHolder({ expiresAt });
    const created = await create(ctx, 900);
    expect(created.expiresAt).toBe(expiresAt);
    ctx.clock.advance(90_000);
    expect(await authenticate(ctx, created.token)).toBeNull();
  });

  it("counts as a use of its key, and has its key's limit", async () => {
    const ctx = await aKeyHolder({ rateLimitPerMinute: 7 });
    const { token } = await create(ctx);
    expect(await authenticate(ctx, token)).toMatchObject({ rateLimitPerMinute: 7 });
    const [key] = await database.db.select().from(apiKeys).where(eq(apiKeys.id, ctx.actor.id));
    expect(key?.lastUsedAt).toEqual(NOW);
  });

  it("counts for nothing elsewhere: another server's URL, another secret", async () => {
    const ctx = await aKeyHolder();
    const { token } = await create(ctx);
    expect(await authenticate(ctx, token)).not.toBeNull();
    expect(await authenticate(ctx, token, issuerWith("ours", "https://other.example.org"))).toBeNull();
    expect(await authenticate(ctx, token, issuerWith("theirs"))).toBeNull();
  });

  it("is told from whatever else our key may sign", async () => {
    const ctx = await aKeyHolder();
    const { token } = await create(ctx);
    const now = ctx.clock.now();
    const key = await database.db.transaction((tx) => currentKey(tx, { issuer, now }));
    const privateKey = await importJWK(JSON.parse(key.privateKey), "ES256");
    const signed = (typ: string) =>
      new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: "ES256", typ, kid: key.id }).sign(privateKey);
    expect(await authenticate(ctx, await signed("at+jwt"))).not.toBeNull();
    expect(await authenticate(ctx, await signed("JWT"))).toBeNull();
  });

  it("leaves its making in the audit log, and itself nowhere", async () => {
    const ctx = await aKeyHolder();
    const { token } = await create(ctx);
    const rows = await database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.organisationId, ctx.actor.organisationId));
    expect(rows).toContainEqual(
      expect.objectContaining({ action: "token.create", entity: "token", actorId: ctx.actor.id }),
    );
    expect(JSON.stringify(rows)).not.toContain(token.split(".")[2]);
  });
});

describe("signing keys", () => {
  it("are kept sealed", async () => {
    await create(await aKeyHolder());
    const rows = await database.db.select().from(signingKeys);
    expect(rows.length).toBeGreaterThan(0);
    for (const { privateKey, publicKey } of rows) {
      expect(privateKey).toMatch(/^ours:/);
      expect(publicKey).not.toHaveProperty("d");
    }
  });

  it("change every 90 days: the next is published a day ahead, the last stays while its tokens live", async () => {
    await database.db.delete(signingKeys);
    const ctx = await aKeyHolder();
    expect(await keyIds(ctx)).toEqual([]);
    await create(ctx);
    await create(ctx);
    const [first] = await keyIds(ctx);
    expect(await keyIds(ctx)).toEqual([first]);

    ctx.clock.advance(89 * DAY_MS);
    const early = await create(ctx);
    const [, second] = await keyIds(ctx);
    expect(await keyIds(ctx)).toEqual([first, second]);
    expect(kidOf(early.token)).toBe(first);

    ctx.clock.advance(DAY_MS - 1_000);
    const last = await create(ctx, 3_600);
    expect(kidOf(last.token)).toBe(first);
    ctx.clock.advance(1_000);
    expect(kidOf((await create(ctx)).token)).toBe(second);
    ctx.clock.advance(HOUR_MS - 2_000);
    expect(await authenticate(ctx, last.token)).not.toBeNull();
    ctx.clock.advance(2_000);
    expect(await keyIds(ctx)).toEqual([second]);
    expect(await authenticate(ctx, last.token)).toBeNull();
  });

  it("end with the secret that sealed them: the next token has a new key", async () => {
    const ctx = await aKeyHolder();
    const { token } = await create(ctx);
    const changed = issuerWith("changed");
    expect((await listPublicKeys({ ctx, issuer: changed })).keys).toEqual([]);
    const next = await create(ctx, 900, changed);
    expect(kidOf(next.token)).not.toBe(kidOf(token));
    expect(await authenticate(ctx, next.token, changed)).not.toBeNull();
  });
});

const kidOf = (token: string) => decodeProtectedHeader(token).kid;
