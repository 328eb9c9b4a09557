import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { auditLog } from "@/lib/db/schema/account";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { actions } from "@/lib/db/schema/pipeline";
import { addTicketType } from "@/lib/services/ticket-type/add";
import { updateTicketType } from "@/lib/services/ticket-type/update";
import {
  aContext,
  aDraft,
  aPublishedEvent,
  HOUR_MS,
  refused,
  someTickets,
  typeOf,
} from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { cancelEvent } from "./cancel";
import { getEvent } from "./get";
import { publishEvent } from "./publish";
import { updateEvent } from "./update";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const aContextHere = () => aContext(database.db);

const actionsOf = (eventId: string) =>
  database.db.select().from(actions).where(eq(actions.eventId, eventId)).orderBy(actions.seq);

const refuse = (eventId: string) =>
  database.db
    .update(actions)
    .set({ status: "failed" })
    .where(and(eq(actions.eventId, eventId), eq(actions.kind, "publish")));

const aType = (id: string) => ({ id, name: "Balcony", price: "40", supply: 3 });

describe("what is asked of a contract", () => {
  it("goes there one after another, and mints come after the last that concerns their type", async () => {
    const ctx = await aContextHere();
    const event = await aPublishedEvent(ctx);
    const balcony = await addTicketType({ ctx, input: aType(event.id) });
    await updateEvent({ ctx, input: { id: event.id, resaleClosesAt: new Date("2030-05-02T20:00:00Z") } });
    await updateTicketType({ ctx, input: { id: typeOf(event), supply: 200 } });
    await someTickets(ctx, event, [{ ticketTypeId: balcony.id }]);
    await someTickets(ctx, event, [{}]);
    await cancelEvent({ ctx, input: { id: event.id } });

    const [publish, add, extend, supply, ofBalcony, ofGeneral, cancel] = await actionsOf(event.id);
    expect([add, extend, supply, cancel]).toMatchObject([
      { kind: "add_ticket_type", afterActionId: publish?.id, payload: { supply: 3, priceUnits: "4000" } },
      { kind: "extend", afterActionId: add?.id, payload: { maxPerWallet: null } },
      { kind: "set_supply", afterActionId: extend?.id, payload: { supply: 200 } },
      { kind: "cancel", afterActionId: supply?.id },
    ]);
    expect(ofBalcony).toMatchObject({ kind: "mint", afterActionId: add?.id });
    expect(ofGeneral).toMatchObject({ kind: "mint", afterActionId: supply?.id });
  });

  it("is written down with who asked", async () => {
    const ctx = await aContextHere();
    const event = await aPublishedEvent(ctx);
    await updateEvent({ ctx, input: { id: event.id, name: "Another", description: "New" } });
    await addTicketType({ ctx, input: aType(event.id) });
    await updateTicketType({ ctx, input: { id: typeOf(event), supply: 200 } });
    await cancelEvent({ ctx, input: { id: event.id } });
    const { organisationId } = ctx.actor;
    const rows = await database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.organisationId, organisationId))
      .orderBy(auditLog.id);
    expect(rows.slice(-4)).toMatchObject([
      { action: "event.update", entityId: event.id, data: { changes: ["name", "description"] } },
      { action: "ticket_type.add", data: { eventId: event.id, name: "Balcony" } },
      { action: "ticket_type.update", entityId: typeOf(event), data: { changes: ["supply"] } },
      { action: "event.cancel", entityId: event.id, actorId: ctx.actor.id },
    ]);
  });

  it("is nothing where the chain refused the contract: the event changes like a draft", async () => {
    const ctx = await aContextHere();
    const event = await aPublishedEvent(ctx);
    await refuse(event.id);
    const changed = await updateEvent({ ctx, input: { id: event.id, currency: "USD", royaltyBps: 100 } });
    expect(changed).toMatchObject({ currency: "USD", royaltyBps: 100, action: null });
    const repriced = await updateTicketType({ ctx, input: { id: typeOf(event), price: "30", supply: 7 } });
    expect(repriced).toMatchObject({ price: "30.00", supply: 7, action: null });
    expect(await addTicketType({ ctx, input: aType(event.id) })).toMatchObject({ action: null });
    expect(await actionsOf(event.id)).toHaveLength(1);
    expect(await cancelEvent({ ctx, input: { id: event.id } })).toMatchObject({
      isAsked: false,
      event: { status: "cancelled" },
    });
  });
});

describe("an event that has ended", () => {
  async function anEndedEvent(hoursAfterEnd: number) {
    const ctx = await aContextHere();
    const event = await aPublishedEvent(ctx, { maxPerWallet: 2 });
    ctx.clock.advance((34 + hoursAfterEnd) * HOUR_MS);
    expect((await getEvent({ ctx, input: { id: event.id } })).status).toBe("ended");
    return { ctx, event };
  }

  it("is not cancelled here any more: event_ended", async () => {
    const { ctx, event } = await anEndedEvent(1);
    const refusal = await refused(cancelEvent({ ctx, input: { id: event.id } }));
    expect(refusal.code).toBe("event_ended");
    expect(refusal.message).toMatch(/owner/);
  });

  it("keeps its terms, and its name may change: event_ended", async () => {
    const { ctx, event } = await anEndedEvent(1);
    const extend = updateEvent({ ctx, input: { id: event.id, maxPerWallet: 5 } });
    expect((await refused(extend)).code).toBe("event_ended");
    expect((await updateEvent({ ctx, input: { id: event.id, name: "It was great" } })).name).toBe(
      "It was great",
    );
  });

  it("gets stock as long as tickets are issued, for 24 hours: event_ended", async () => {
    const early = await anEndedEvent(23);
    const more = { id: typeOf(early.event), supply: 200 };
    expect(await updateTicketType({ ctx: early.ctx, input: more })).toMatchObject({ supply: 200 });
    const { ctx, event } = await anEndedEvent(24);
    const late = updateTicketType({ ctx, input: { id: typeOf(event), supply: 200 } });
    expect((await refused(late)).code).toBe("event_ended");
    expect((await refused(addTicketType({ ctx, input: aType(event.id) }))).code).toBe("event_ended");
  });
});

describe("a draft", () => {
  it("has its resale close with its start while nobody said otherwise", async () => {
    const ctx = await aContextHere();
    const startsAt = new Date("2030-05-02T17:00:00Z");
    const plain = await aDraft(ctx);
    expect(await updateEvent({ ctx, input: { id: plain.id, startsAt } })).toMatchObject({
      resaleClosesAt: startsAt.toISOString(),
    });
    const told = await aDraft(ctx, { resaleClosesAt: "2030-05-01T18:00:00Z" });
    expect(await updateEvent({ ctx, input: { id: told.id, startsAt } })).toMatchObject({
      resaleClosesAt: "2030-05-01T18:00:00.000Z",
    });
  });

  it("is published as it was changed", async () => {
    const ctx = await aContextHere();
    const { id } = await aDraft(ctx);
    await addTicketType({ ctx, input: aType(id) });
    await updateEvent({ ctx, input: { id, currency: "ETH" } });
    const { event } = await publishEvent({ ctx, input: { id } });
    expect(event).toMatchObject({
      currency: "ETH",
      ticketTypes: [{ price: "25" }, { name: "Balcony", price: "40" }],
    });
    const types = await database.db.select().from(ticketTypes).where(eq(ticketTypes.eventId, id));
    expect(types.map(({ addActionId }) => addActionId)).toEqual([null, null]);
  });
});

it("a supply is never set below what a mint takes at the same moment", async () => {
  const ctx = await aContextHere();
  const event = await aPublishedEvent(ctx);
  const lower = () => updateTicketType({ ctx, input: { id: typeOf(event), supply: 3 } });
  const outcomes = await Promise.allSettled([
    someTickets(ctx, event, [{}, {}]),
    lower(),
    someTickets(ctx, event, [{}, {}]),
    lower(),
  ]);
  const codes = outcomes.flatMap((it) => (it.status === "rejected" ? [it.reason.code] : []));
  const [type] = (await getEvent({ ctx, input: { id: event.id } })).ticketTypes;
  expect(codes.every((code) => code === "sold_out" || code === "supply_below_issued")).toBe(true);
  expect(codes.length).toBeGreaterThan(0);
  expect(type?.issued).toBeLessThanOrEqual(type?.supply ?? 0);
});

it("events that were cancelled before this was written down say so without an action", async () => {
  const ctx = await aContextHere();
  const { id } = await aPublishedEvent(ctx);
  await database.db.update(events).set({ status: "cancelled" }).where(eq(events.id, id));
  expect(await cancelEvent({ ctx, input: { id } })).toMatchObject({ action: null, isAsked: false });
});
