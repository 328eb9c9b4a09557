import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { auditLog } from "@/lib/db/schema/account";
import { events } from "@/lib/db/schema/events";
import { aContext, aDraft, limitedTo, refused } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { eventOutput } from "./schema";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe("createEvent", () => {
  it("writes a draft that answers what was sent, with the defaults", async () => {
    const ctx = await aContext(database.db);
    const event = await aDraft(ctx, {
      name: "Nuit d'Été",
      venue: { name: "Kulturhaus", latitude: 52.5 },
      externalId: "E-1",
    });
    expect(eventOutput.parse(event)).toEqual(event);
    expect(event).toMatchObject({
      status: "draft",
      name: "Nuit d'Été",
      startsAt: "2030-05-02T18:00:00.000Z",
      resaleClosesAt: "2030-05-02T18:00:00.000Z",
      venue: { name: "Kulturhaus", address: null, latitude: 52.5, longitude: null },
      externalId: "E-1",
      chainId: null,
      contractAddress: null,
      chain: null,
      publishedAt: null,
      ticketTypes: [{ name: "General", price: "25.00", supply: 100, issued: 0, available: 100 }],
    });
    expect(event.slug).toMatch(/^nuit-d-ete/);
  });

  it("writes prices as the currency is usually written", async () => {
    const ctx = await aContext(database.db);
    const ticketTypes = [{ name: "General", price: "0.0500", supply: 1 }];
    const event = await aDraft(ctx, { currency: "ETH", ticketTypes });
    expect(event.ticketTypes[0]?.price).toBe("0.05");
  });

  it("gives events of one name different slugs", async () => {
    const ctx = await aContext(database.db);
    const [a, b] = [await aDraft(ctx, { name: "Twice" }), await aDraft(ctx, { name: "Twice" })];
    expect(a.slug).toBe("twice");
    expect(b.slug).toMatch(/^twice-\d+$/);
  });

  it("records who made it", async () => {
    const ctx = await aContext(database.db);
    const event = await aDraft(ctx);
    const rows = await database.db.select().from(auditLog).where(eq(auditLog.entityId, event.id));
    expect(rows).toMatchObject([{ action: "event.create", actorId: ctx.actor.id, requestId: "req_test" }]);
  });

  it("refuses a currency that is none here: validation_failed", async () => {
    const error = await refused(aDraft(await aContext(database.db), { currency: "DOGE" }));
    expect(error).toMatchObject({ code: "validation_failed", errors: [{ path: "currency" }] });
  });

  it("refuses an external id of the same organisation, and writes nothing: duplicate_external_id", async () => {
    const ctx = await aContext(database.db);
    await aDraft(ctx, { externalId: "same" });
    const error = await refused(aDraft(ctx, { externalId: "same" }));
    expect(error).toMatchObject({ code: "duplicate_external_id", errors: [{ path: "externalId" }] });
    const own = eq(events.organisationId, ctx.actor.organisationId);
    expect(await database.db.select().from(events).where(own)).toHaveLength(1);

    const other = await aContext(database.db);
    await expect(aDraft(other, { externalId: "same" })).resolves.toMatchObject({ externalId: "same" });
  });

  it("needs events:write: forbidden", async () => {
    const ctx = limitedTo(await aContext(database.db), "events:read");
    expect(await refused(aDraft(ctx))).toMatchObject({
      code: "forbidden",
      extra: { requiredScope: "events:write" },
    });
  });
});
