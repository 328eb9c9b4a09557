import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { events } from "@/lib/db/schema/events";
import { cursors } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { checkInTicket } from "@/lib/services/ticket/check-in";
import { invalidateTicket } from "@/lib/services/ticket/invalidate";
import { checkInInput } from "@/lib/services/ticket/schema";
import { undoCheckIn } from "@/lib/services/ticket/undo-check-in";
import {
  aContext,
  aDraft,
  aPublishedEvent,
  HOUR_MS,
  limitedTo,
  refused,
  someTickets,
} from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { getEvent } from "./get";
import { getPublicEventBySlug } from "./get-public-by-slug";
import { getEventStats } from "./get-stats";
import { listEvents } from "./list";
import { listPublicEvents } from "./list-public";
import { publicEventOutput } from "./schema";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe("getEvent", () => {
  it("finds an event by its id and by the caller's own", async () => {
    const ctx = await aContext(database.db);
    const event = await aDraft(ctx, { externalId: "E-1" });
    expect(await getEvent({ ctx, input: { id: event.id } })).toEqual(event);
    expect(await getEvent({ ctx, input: { id: "ext:E-1" } })).toEqual(event);
  });

  it("calls a published event ended when its end has passed, and a draft a draft", async () => {
    const ctx = await aContext(database.db);
    const [draft, published] = [await aDraft(ctx), await aPublishedEvent(ctx)];
    ctx.clock.advance(48 * HOUR_MS);
    expect((await getEvent({ ctx, input: { id: draft.id } })).status).toBe("draft");
    expect((await getEvent({ ctx, input: { id: published.id } })).status).toBe("ended");
  });

  it("answers another organisation's event like an unknown one: not_found", async () => {
    const foreign = await aDraft(await aContext(database.db));
    const ctx = await aContext(database.db);
    expect((await refused(getEvent({ ctx, input: { id: foreign.id } }))).code).toBe("not_found");
  });

  it("needs events:read: forbidden", async () => {
    const ctx = limitedTo(await aContext(database.db), "tickets:read");
    expect((await refused(getEvent({ ctx, input: { id: "evt_x" } }))).code).toBe("forbidden");
  });
});

describe("listEvents", () => {
  it("pages through the organisation's own, newest first, each once, whatever is added meanwhile", async () => {
    const ctx = await aContext(database.db);
    await aDraft(await aContext(database.db));
    const made = [await aDraft(ctx), await aDraft(ctx), await aDraft(ctx)].map((event) => event.id);
    const first = await listEvents({ ctx, input: { limit: 2 } });
    await aDraft(ctx);
    const second = await listEvents({ ctx, input: { limit: 2, cursor: first.nextCursor ?? "" } });
    expect([...first.data, ...second.data].map((event) => event.id)).toEqual(made.toReversed());
    expect(second.nextCursor).toBeNull();
  });

  it("refuses a cursor that is none of ours: validation_failed", async () => {
    const ctx = await aContext(database.db);
    const error = await refused(listEvents({ ctx, input: { limit: 2, cursor: "nonsense" } }));
    expect(error).toMatchObject({ code: "validation_failed", errors: [{ path: "cursor" }] });
  });
});

describe("what the public sees", () => {
  it("is every published event still to come, soonest first", async () => {
    const ctx = await aContext(database.db);
    const times = (day: string) => ({ startsAt: `${day}T18:00:00Z`, endsAt: `${day}T20:00:00Z` });
    const later = await aPublishedEvent(ctx, times("2031-02-02"));
    const sooner = await aPublishedEvent(ctx, times("2031-02-01"));
    const draft = await aDraft(ctx, times("2031-02-01"));
    const over = await aPublishedEvent(ctx, times("2030-05-02"));
    ctx.clock.advance(72 * HOUR_MS);
    const listed = await listPublicEvents({ ctx, input: { limit: 200 } });
    const own = listed
      .map((event) => event.id)
      .filter((id) => [later, sooner, draft, over].some((e) => e.id === id));
    expect(own).toEqual([sooner.id, later.id]);
  });

  it("is an event by its slug with its organiser, and nothing of the organiser's own", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx, { externalId: "internal" });
    const seen = await getPublicEventBySlug({ ctx, input: { slug: event.slug } });
    expect(publicEventOutput.parse(seen)).toEqual(seen);
    expect(seen).toMatchObject({ id: event.id, organiser: { name: "An organiser" } });
    expect(seen).not.toHaveProperty("externalId");
  });

  it("includes a cancelled event, so that holders learn of it", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    await database.db.update(events).set({ status: "cancelled" }).where(eq(events.id, event.id));
    expect((await getPublicEventBySlug({ ctx, input: { slug: event.slug } })).status).toBe("cancelled");
  });

  it("is no draft and no made-up slug: not_found", async () => {
    const ctx = await aContext(database.db);
    const draft = await aDraft(ctx);
    for (const slug of [draft.slug, "no-such-event", "\u0000"]) {
      expect((await refused(getPublicEventBySlug({ ctx, input: { slug } }))).code).toBe("not_found");
    }
  });
});

describe("getEventStats", () => {
  it("counts tickets by type and state; what is invalidated is available again", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx, {
      ticketTypes: [
        { name: "A", price: "1", supply: 10 },
        { name: "B", price: "1", supply: 5 },
      ],
    });
    const [first] = await someTickets(ctx, event, [{}, {}, {}]);
    await invalidateTicket({ ctx, input: { id: first?.id ?? "", reason: "other" } });
    const stats = await getEventStats({ ctx, input: { id: event.id } });
    expect(stats.ticketTypes).toMatchObject([
      { name: "A", supply: 10, issued: 2, pending: 2, invalidated: 1, available: 8 },
      { name: "B", supply: 5, issued: 0, available: 5 },
    ]);
    expect(stats.totals).toEqual({
      supply: 15,
      issued: 2,
      held: 0,
      sold: 0,
      available: 13,
      pending: 2,
      checkedIn: 0,
      insideNow: 0,
      listed: 0,
      resold: 0,
      invalidated: 1,
      failed: 0,
    });
    const seen = await getEvent({ ctx, input: { id: event.id } });
    expect(seen.ticketTypes[0]).toMatchObject({ issued: 2, available: 8 });
  });

  it("counts who is inside: who came in and has not left since", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const [stays, leaves, returns, onChain] = await someTickets(ctx, event, [{}, {}, {}, {}, {}]);
    const read = (ticket: { id: string } | undefined, type: "entry" | "exit") => {
      ctx.clock.advance(1_000);
      return checkInTicket({ ctx, input: checkInInput.parse({ id: ticket?.id, type }) });
    };
    await read(stays, "entry");
    await read(leaves, "entry");
    await read(leaves, "exit");
    await read(leaves, "exit");
    await read(returns, "entry");
    await read(returns, "exit");
    await undoCheckIn({ ctx, input: { id: returns?.id ?? "" } });
    await read(returns, "entry");
    await database.db
      .update(tickets)
      .set({ checkedInAt: ctx.clock.now() })
      .where(eq(tickets.id, onChain?.id ?? ""));
    const { totals, ticketTypes } = await getEventStats({ ctx, input: { id: event.id } });
    expect(totals).toMatchObject({ issued: 5, checkedIn: 4, insideNow: 3 });
    expect(ticketTypes).toMatchObject([{ checkedIn: 4, insideNow: 3 }]);
  });

  it("says how far the index is behind the chain", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const chainOf = async () => (await getEventStats({ ctx, input: { id: event.id } })).chain;
    expect(await chainOf()).toEqual({ head: null, indexed: null, lagBlocks: null });
    const blockHash = `0x${"ab".repeat(32)}` as const;
    const cursor = { chainId: ctx.chain.chainId, blockNumber: 40, blockHash, head: 47, finalized: 0 };
    await database.db.insert(cursors).values(cursor);
    expect(await chainOf()).toEqual({ head: 47, indexed: 40, lagBlocks: 7 });
    await database.db.delete(cursors);
  });
});
