import { eq } from "drizzle-orm";
import { PgSelectQueryBuilderBase } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { auditLog } from "@/lib/db/schema/account";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { actions } from "@/lib/db/schema/pipeline";
import { orders, tickets } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";
import type { Context } from "@/lib/services/context";
import { publishEvent } from "@/lib/services/event/publish";
import type { EventOutput } from "@/lib/services/event/schema";
import {
  ADA,
  aContext,
  aDraft,
  aPublishedEvent,
  aTicket,
  HOUR_MS,
  limitedTo,
  refused,
  someTickets,
  typeOf,
} from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { mintTickets } from "./mint";
import { mintTicketsInput, mintTicketsOutput } from "./schema";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const mint = (ctx: Context, event: Pick<EventOutput, "id">, asked: readonly unknown[]) =>
  mintTickets({ ctx, input: mintTicketsInput.parse({ eventId: event.id, tickets: asked }) });

const ticketsOf = (event: EventOutput) =>
  database.db.select().from(tickets).where(eq(tickets.eventId, event.id)).orderBy(tickets.id);

const actionsOf = (event: EventOutput) =>
  database.db.select().from(actions).where(eq(actions.eventId, event.id)).orderBy(actions.seq);

async function issuedOf(event: EventOutput): Promise<number | undefined> {
  const [row] = await database.db
    .select()
    .from(ticketTypes)
    .where(eq(ticketTypes.id, typeOf(event)));
  return row?.issued;
}

describe("mintTickets", () => {
  it("answers in the order of the call with a batch to follow", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const ticketTypeId = typeOf(event);
    const answer = await mint(ctx, event, [
      {
        ticketTypeId,
        to: ADA.toLowerCase(),
        externalId: "A",
        attendee: { name: "Ada", email: "ada@example.org" },
        seat: { row: "B", seat: "14" },
        orderId: "order 1",
      },
      { ticketTypeId, email: "bob@example.org", externalId: "B" },
      { ticketTypeId, externalId: "C" },
    ]);
    expect(mintTicketsOutput.parse(answer)).toEqual(answer);
    expect(answer.batch).toMatchObject({ total: 3, queued: 3, submitted: 0, confirmed: 0, failed: 0 });
    expect(answer.tickets).toMatchObject([
      {
        externalId: "A",
        status: "pending",
        owner: ADA,
        custody: false,
        tokenId: null,
        attendee: { name: "Ada", email: "ada@example.org" },
        seat: { section: null, row: "B", seat: "14" },
        orderReference: "order 1",
        chain: { state: "queued", txHash: null, blockNumber: null },
      },
      {
        externalId: "B",
        email: "bob@example.org",
        owner: event.contractAddress,
        custody: true,
        attendee: null,
      },
      { externalId: "C", owner: event.contractAddress, custody: true, seat: null, orderId: null },
    ]);
    expect(await issuedOf(event)).toBe(3);
  });

  it("gives each ticket in custody a claim token of its own, of which only a hash is kept", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const [kept, another, given] = await someTickets(ctx, event, [{ to: null }, { to: null }, {}]);
    expect(kept?.claimToken).toMatch(/^[\w-]{32}$/);
    expect(kept?.claimToken).not.toBe(another?.claimToken);
    expect(given).not.toHaveProperty("claimToken");
    expect(JSON.stringify(await ticketsOf(event))).not.toContain(kept?.claimToken);
  });

  it("makes one action of neighbours in one order, after the event's publication", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const made = await someTickets(ctx, event, [{ orderId: "1" }, { orderId: "1" }, { orderId: "2" }, {}]);
    const [publish, ...mints] = await actionsOf(event);
    expect(mints.map((action) => action.ticketIds)).toEqual([
      [made[0]?.id, made[1]?.id],
      [made[2]?.id],
      [made[3]?.id],
    ]);
    for (const action of mints) {
      expect(action).toMatchObject({ kind: "mint", status: "queued", afterActionId: publish?.id });
      expect(action.payload).toEqual({});
    }
    expect(made[0]?.orderId).toBe(made[1]?.orderId);
    expect(made[0]?.orderId).not.toBe(made[2]?.orderId);
  });

  it("adds to an order of an earlier call", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const [a, b] = [await aTicket(ctx, event, { orderId: "1" }), await aTicket(ctx, event, { orderId: "1" })];
    expect(a.orderId).toBe(b.orderId);
    expect(await database.db.select().from(orders).where(eq(orders.eventId, event.id))).toHaveLength(1);
  });

  it("takes 5,000 tickets in one call", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx, { ticketTypes: [{ name: "A", price: "1", supply: 5_000 }] });
    const changes = Array.from({ length: 5_000 }, (_, i) => ({ externalId: `${i}`, orderId: `${i >> 2}` }));
    const made = await someTickets(ctx, event, changes);
    expect(made.map((ticket) => ticket.externalId)).toEqual(changes.map((change) => change.externalId));
    expect(await ticketsOf(event)).toHaveLength(5_000);
    expect(await issuedOf(event)).toBe(5_000);
  });

  it("records who issued how many", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const { batch } = await mint(ctx, event, [{ ticketTypeId: typeOf(event) }]);
    const rows = await database.db.select().from(auditLog).where(eq(auditLog.entityId, batch.id));
    expect(rows).toMatchObject([{ action: "ticket.mint", data: { eventId: event.id, tickets: 1 } }]);
  });
});

describe("what mintTickets refuses", () => {
  it("is more than there are, whole: sold_out", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx, {
      ticketTypes: [
        { name: "Plenty", price: "1", supply: 10 },
        { name: "Scarce", price: "1", supply: 2 },
      ],
    });
    const scarce = { ticketTypeId: typeOf(event, 1) };
    const error = await refused(mint(ctx, event, [{ ticketTypeId: typeOf(event) }, scarce, scarce, scarce]));
    expect(error.code).toBe("sold_out");
    expect(error.message).toContain("Scarce: 3 asked, 2 left");
    expect(error.extra).toMatchObject({
      soldOut: [{ ticketTypeId: typeOf(event, 1), requested: 3, available: 2 }],
    });
    expect(await ticketsOf(event)).toEqual([]);
    expect(await actionsOf(event)).toHaveLength(1);
    expect(await issuedOf(event)).toBe(0);
  });

  it("is an external id that the call or the event has already, with every index: duplicate_external_id", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    await aTicket(ctx, event, { externalId: "taken" });
    const ids = ["new", "taken", "twice", "twice"];
    const error = await refused(
      someTickets(
        ctx,
        event,
        ids.map((externalId) => ({ externalId })),
      ),
    );
    expect(error.code).toBe("duplicate_external_id");
    expect(error.errors.map(({ path }) => path)).toEqual(["tickets.1.externalId", "tickets.3.externalId"]);
    expect(await ticketsOf(event)).toHaveLength(1);
    expect(await issuedOf(event)).toBe(1);

    const other = await aPublishedEvent(ctx);
    await expect(aTicket(ctx, other, { externalId: "taken" })).resolves.toMatchObject({
      externalId: "taken",
    });
  });

  it("is a type of another event, by its index: validation_failed", async () => {
    const ctx = await aContext(database.db);
    const [event, other] = [await aPublishedEvent(ctx), await aPublishedEvent(ctx)];
    const asked = [typeOf(event), typeOf(other), "typ_\u0000"].map((ticketTypeId) => ({ ticketTypeId }));
    const error = await refused(mint(ctx, event, asked));
    expect(error).toMatchObject({
      code: "validation_failed",
      errors: [{ path: "tickets.1.ticketTypeId" }, { path: "tickets.2.ticketTypeId" }],
    });
  });

  it("is the event's own contract as recipient: validation_failed", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const error = await refused(aTicket(ctx, event, { to: event.contractAddress }));
    expect(error).toMatchObject({ code: "validation_failed", errors: [{ path: "tickets.0.to" }] });
  });

  it("is a draft: event_not_published", async () => {
    const ctx = await aContext(database.db);
    expect((await refused(aTicket(ctx, await aDraft(ctx)))).code).toBe("event_not_published");
  });

  it("is an event whose contract the chain refused, until it is published again: event_not_published", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const error = { code: "Reverted", detail: "It ran out of gas." };
    await database.db.update(actions).set({ status: "failed", error }).where(eq(actions.eventId, event.id));
    const refusal = await refused(aTicket(ctx, event));
    expect(refusal.code).toBe("event_not_published");
    expect(refusal.message).toMatch(/failed \(It ran out of gas\.\)\. Publish the event again/);
    expect(await issuedOf(event)).toBe(0);

    await publishEvent({ ctx, input: { id: event.id } });
    expect((await aTicket(ctx, event)).status).toBe("pending");
  });

  it("is a cancelled event: event_cancelled", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    await database.db.update(events).set({ status: "cancelled" }).where(eq(events.id, event.id));
    expect((await refused(aTicket(ctx, event))).code).toBe("event_cancelled");
  });

  it("is an event that was over a day ago: event_ended", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    ctx.clock.advance(48 * HOUR_MS);
    await expect(aTicket(ctx, event)).resolves.toMatchObject({ status: "pending" });
    ctx.clock.advance(24 * HOUR_MS);
    expect((await refused(aTicket(ctx, event))).code).toBe("event_ended");
  });

  it("is another organisation's event like an unknown one: not_found", async () => {
    const ctx = await aContext(database.db);
    const foreign = await aPublishedEvent(await aContext(database.db));
    for (const id of [foreign.id, newId("evt"), "nonsense"]) {
      const error = await refused(mint(ctx, { id }, [{ ticketTypeId: typeOf(foreign) }]));
      expect(error).toMatchObject({ code: "not_found", message: "There is no such event." });
    }
  });

  it("is a caller without tickets:write: forbidden", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    expect((await refused(aTicket(limitedTo(ctx, "events:write"), event))).code).toBe("forbidden");
  });
});

const CALLS = 20;
const SUPPLY = 5;

/** How many of many calls at the same moment get a ticket of a type that has {@link SUPPLY}. */
async function mintAtOnce(): Promise<{ sold: number; issued: number | undefined }> {
  const ctx = await aContext(database.db);
  const event = await aPublishedEvent(ctx, { ticketTypes: [{ name: "A", price: "1", supply: SUPPLY }] });
  const calls = Array.from({ length: CALLS }, () => aTicket(ctx, event));
  const outcomes = await Promise.allSettled(calls);
  const sold = outcomes.filter((outcome) => outcome.status === "fulfilled").length;
  expect(await ticketsOf(event)).toHaveLength(sold);
  return { sold, issued: await issuedOf(event) };
}

describe("many calls at once", () => {
  it("never sell more than there are", async () => {
    expect(await mintAtOnce()).toEqual({ sold: SUPPLY, issued: SUPPLY });
  });

  it("issue an external id once", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx, {
      ticketTypes: ["A", "B"].map((name) => ({ name, price: "1", supply: 100 })),
    });
    const calls = Array.from({ length: CALLS }, (_, i) =>
      refused(aTicket(ctx, event, { externalId: "one", ticketTypeId: typeOf(event, i % 2) })).then(
        (error) => error.code,
        () => "issued",
      ),
    );
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter((outcome) => outcome === "issued")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["issued", "duplicate_external_id"]));
  });

  // PGlite has one connection, so that only a server with several can show the race.
  it.runIf(process.env.TEST_DATABASE_URL)("would oversell without the locks (negative control)", async () => {
    vi.spyOn(PgSelectQueryBuilderBase.prototype, "for").mockReturnThis();
    expect((await mintAtOnce()).sold).toBeGreaterThan(SUPPLY);
  });
});
