import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { events } from "@/lib/db/schema/events";
import { actions } from "@/lib/db/schema/pipeline";
import { newId } from "@/lib/ids";
import { aContext, aDraft, HOUR_MS, limitedTo, refused } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { publishEvent } from "./publish";
import { eventOutput } from "./schema";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const actionsOf = (eventId: string) =>
  database.db.select().from(actions).where(eq(actions.eventId, eventId)).orderBy(actions.seq);

describe("publishEvent", () => {
  it("names the contract at once and queues its deployment, owned by the organisation's wallet", async () => {
    const ctx = await aContext(database.db);
    const draft = await aDraft(ctx);
    const { event, action, created } = await publishEvent({ ctx, input: { id: draft.id } });
    expect(created).toBe(true);
    expect(eventOutput.parse(event)).toEqual(event);
    const owner = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    expect(event).toMatchObject({
      status: "published",
      chainId: 31337,
      contractAddress: ctx.chain.eventAddress({
        owner,
        creator: ctx.chain.signers[0].address,
        eventId: draft.id,
      }),
      chain: { state: "queued", txHash: null, blockNumber: null },
    });
    expect(action).toMatchObject({ kind: "publish", status: "queued", ticketIds: [], eventId: draft.id });
    expect(await actionsOf(draft.id)).toMatchObject([{ id: action.id, payload: { owner } }]);
  });

  it("does nothing the second time, also when both come at once", async () => {
    const ctx = await aContext(database.db);
    const { id } = await aDraft(ctx);
    const both = await Promise.all([
      publishEvent({ ctx, input: { id } }),
      publishEvent({ ctx, input: { id } }),
    ]);
    expect(both.map((answer) => answer.created).sort()).toEqual([false, true]);
    expect(both[0].event).toEqual(both[1].event);
    expect(await actionsOf(id)).toHaveLength(1);
  });

  it("asks again where the chain refused the contract", async () => {
    const ctx = await aContext(database.db);
    const { id } = await aDraft(ctx);
    const first = await publishEvent({ ctx, input: { id } });
    await database.db.update(actions).set({ status: "failed" }).where(eq(actions.id, first.action.id));
    const second = await publishEvent({ ctx, input: { id } });
    expect(second.created).toBe(true);
    expect(second.event.chain?.state).toBe("queued");
    expect(second.event.contractAddress).toBe(first.event.contractAddress);
    expect(await actionsOf(id)).toHaveLength(2);
  });

  it("works by the caller's own id", async () => {
    const ctx = await aContext(database.db);
    const { id } = await aDraft(ctx, { externalId: "E 1" });
    expect((await publishEvent({ ctx, input: { id: "ext:E 1" } })).event.id).toBe(id);
  });

  it("refuses an event that is over: publish_not_possible", async () => {
    const ctx = await aContext(database.db);
    const { id } = await aDraft(ctx);
    ctx.clock.advance(48 * HOUR_MS);
    expect((await refused(publishEvent({ ctx, input: { id } }))).code).toBe("publish_not_possible");
  });

  it("refuses a cancelled event: event_cancelled", async () => {
    const ctx = await aContext(database.db);
    const { id } = await aDraft(ctx);
    await database.db.update(events).set({ status: "cancelled" }).where(eq(events.id, id));
    expect((await refused(publishEvent({ ctx, input: { id } }))).code).toBe("event_cancelled");
  });

  it("answers another organisation's event, an unknown and a malformed id alike: not_found", async () => {
    const ctx = await aContext(database.db);
    const foreign = await aDraft(await aContext(database.db), { externalId: "theirs" });
    for (const id of [foreign.id, "ext:theirs", newId("evt"), "evt_x", "", "ext:", "ext:a\u0000"]) {
      const error = await refused(publishEvent({ ctx, input: { id } }));
      expect(error).toMatchObject({ code: "not_found", message: "There is no such event." });
    }
  });

  it("needs events:write: forbidden", async () => {
    const ctx = await aContext(database.db);
    const { id } = await aDraft(ctx);
    const limited = limitedTo(ctx, "events:read");
    expect((await refused(publishEvent({ ctx: limited, input: { id } }))).code).toBe("forbidden");
  });
});
