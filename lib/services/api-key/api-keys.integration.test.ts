import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { apiKeys } from "@/lib/db/schema/account";
import { newId } from "@/lib/ids";
import type { Context } from "@/lib/services/context";
import { aContext, HOUR_MS, limitedTo, NOW, refused } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { authenticateApiKey } from "./authenticate";
import { createApiKey } from "./create";
import { listApiKeys } from "./list";
import { revokeApiKey } from "./revoke";
import { createApiKeyInput, createdApiKeyOutput } from "./schema";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const create = (ctx: Context, change: Record<string, unknown> = {}) =>
  createApiKey({
    ctx,
    input: createApiKeyInput.parse({ name: "Box office", scopes: ["events:read"], ...change }),
  });

const authenticate = ({ clock }: Context, key: string) => authenticateApiKey({ db: database.db, key, clock });

describe("createApiKey", () => {
  it("shows the key once and keeps only its hash", async () => {
    const ctx = await aContext(database.db);
    const created = await create(ctx, { scopes: ["tickets:read", "events:read"] });
    expect(createdApiKeyOutput.parse(created)).toEqual(created);
    expect(created.key).toMatch(/^tc_[0-9A-Za-z]{40}$/);
    expect(created.key.startsWith(created.prefix)).toBe(true);
    expect(created.scopes).toEqual(["events:read", "tickets:read"]);
    const stored = await database.db.select().from(apiKeys).where(eq(apiKeys.id, created.id));
    expect(JSON.stringify(stored)).not.toContain(created.key);
    expect(await listApiKeys({ ctx, input: { limit: 10 } })).toMatchObject({ data: [{ id: created.id }] });
    expect(JSON.stringify(await listApiKeys({ ctx, input: { limit: 10 } }))).not.toContain(created.key);
  });

  it("grants no more than its maker may do: forbidden, naming the scope", async () => {
    const ctx = limitedTo(await aContext(database.db), "keys:write", "events:read");
    expect(await refused(create(ctx, { scopes: ["events:read", "tickets:write"] }))).toMatchObject({
      code: "forbidden",
      extra: { requiredScope: "tickets:write" },
    });
  });

  it("gives no more requests a minute than its maker has, and as many where nothing is said", async () => {
    const ctx = await aContext(database.db);
    expect(await create(ctx)).toMatchObject({ rateLimitPerMinute: null });
    expect(await create(ctx, { rateLimitPerMinute: 1_000_000 })).toMatchObject({
      rateLimitPerMinute: 1_000_000,
    });
    const slow = { ...ctx, actor: { ...ctx.actor, rateLimitPerMinute: 10 } };
    expect(await create(slow)).toMatchObject({ rateLimitPerMinute: 10 });
    expect(await create(slow, { rateLimitPerMinute: null })).toMatchObject({ rateLimitPerMinute: 10 });
    expect(await create(slow, { rateLimitPerMinute: 3 })).toMatchObject({ rateLimitPerMinute: 3 });
    expect((await refused(create(slow, { rateLimitPerMinute: 11 }))).code).toBe("forbidden");
  });

  it("refuses an expiry that has passed: validation_failed", async () => {
    const ctx = await aContext(database.db);
    expect(await refused(create(ctx, { expiresAt: NOW.toISOString() }))).toMatchObject({
      code: "validation_failed",
      errors: [{ path: "expiresAt" }],
    });
  });

  it("lasts no longer than the key or token that it is made with", async () => {
    const ctx = await aContext(database.db);
    const inAnHour = new Date(NOW.getTime() + HOUR_MS);
    const lasting = await create(ctx, { expiresAt: inAnHour.toISOString() });
    const byKey: Context = { ...ctx, actor: { ...ctx.actor, type: "api_key", id: lasting.id } };
    expect((await create(byKey)).expiresAt).toBe(inAnHour.toISOString());
    const soon = new Date(NOW.getTime() + 60_000);
    const token = { id: newId("tok"), expiresAt: soon };
    const byToken: Context = { ...byKey, actor: { ...byKey.actor, token } };
    expect((await create(byToken, { expiresAt: inAnHour.toISOString() })).expiresAt).toBe(soon.toISOString());
    const sooner = new Date(NOW.getTime() + 1_000).toISOString();
    expect((await create(byToken, { expiresAt: sooner })).expiresAt).toBe(sooner);
  });

  it("needs keys:write: forbidden", async () => {
    const ctx = limitedTo(await aContext(database.db), "events:read");
    expect((await refused(create(ctx))).extra).toEqual({ requiredScope: "keys:write" });
  });
});

describe("authenticateApiKey", () => {
  it("speaks for the key's organisation with the key's scopes", async () => {
    const ctx = await aContext(database.db);
    const { id, key } = await create(ctx);
    expect(await authenticate(ctx, key)).toEqual({
      type: "api_key",
      id,
      organisationId: ctx.actor.organisationId,
      scopes: ["events:read"],
    });
    const slow = await create(ctx, { rateLimitPerMinute: 5 });
    expect(await authenticate(ctx, slow.key)).toMatchObject({ id: slow.id, rateLimitPerMinute: 5 });
  });

  it("notes its use at most once a minute", async () => {
    const ctx = await aContext(database.db);
    const { key } = await create(ctx);
    const lastUsed = async () => (await listApiKeys({ ctx, input: { limit: 1 } })).data[0]?.lastUsedAt;
    await authenticate(ctx, key);
    expect(await lastUsed()).toBe(NOW.toISOString());
    ctx.clock.advance(59_000);
    await authenticate(ctx, key);
    expect(await lastUsed()).toBe(NOW.toISOString());
    ctx.clock.advance(2_000);
    await authenticate(ctx, key);
    expect(await lastUsed()).toBe(ctx.clock.now().toISOString());
  });

  it("knows no key that was never made, is expired or revoked", async () => {
    const ctx = await aContext(database.db);
    expect(await authenticate(ctx, "tc_nonsense")).toBeNull();
    const expiring = await create(ctx, { expiresAt: new Date(NOW.getTime() + HOUR_MS).toISOString() });
    const revoked = await create(ctx);
    expect(await authenticate(ctx, expiring.key)).not.toBeNull();
    ctx.clock.advance(HOUR_MS);
    expect(await authenticate(ctx, expiring.key)).toBeNull();
    await revokeApiKey({ ctx, input: { id: revoked.id } });
    expect(await authenticate(ctx, revoked.key)).toBeNull();
  });
});

describe("revokeApiKey", () => {
  it("takes the key from the list; a second time there is none: not_found", async () => {
    const ctx = await aContext(database.db);
    const { id } = await create(ctx);
    expect(await revokeApiKey({ ctx, input: { id } })).toMatchObject({ id });
    expect((await listApiKeys({ ctx, input: { limit: 10 } })).data).toEqual([]);
    expect((await refused(revokeApiKey({ ctx, input: { id } }))).code).toBe("not_found");
  });

  it("answers another organisation's key like an unknown one: not_found", async () => {
    const { id } = await create(await aContext(database.db));
    const ctx = await aContext(database.db);
    for (const unknown of [id, newId("key"), "key_x"]) {
      expect((await refused(revokeApiKey({ ctx, input: { id: unknown } }))).code).toBe("not_found");
    }
  });
});
