import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedEventOutput } from "@/lib/services/event/schema";
import { changedTicketTypeOutput } from "@/lib/services/ticket-type/schema";
import { aDraft, anEvent, daysFromNow, someTickets } from "@/test/api-builders";
import { apiClient, clientWith, problemOf } from "@/test/api-client";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

type Organiser = Awaited<ReturnType<typeof apiClient>>;

let runtime: TestRuntime;
let api: Organiser;
let other: Organiser;

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
  other = await apiClient(runtime);
});

afterAll(() => runtime.close());

/** An event that is on the chain; nothing of it waits. */
async function aDeployedEvent(change: Record<string, unknown> = {}) {
  const event = await anEvent(api, change);
  await runtime.pipeline.drain();
  return event;
}

describe("PATCH /events/{id}", () => {
  test("200: everything of a draft, and nothing that is left out", async () => {
    const venue = { name: "Dock 4", address: "Quay 1" };
    const { id } = await aDraft(api, { description: "Old", venue, externalId: "dock" });
    const startsAt = daysFromNow(40);
    const change = {
      name: "Winter Night",
      startsAt,
      endsAt: daysFromNow(41),
      currency: "JPY",
      royaltyBps: 250,
    };
    const more = { transferPolicy: "open", resaleCapBps: 9_000, maxPerWallet: 3, timeZone: "Asia/Tokyo" };
    const { status, body } = await api.patch(`/events/${id}`, { ...change, ...more });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...change,
      ...more,
      venue,
      description: "Old",
      externalId: "dock",
      action: null,
    });
    expect(body).toMatchObject({ resaleClosesAt: startsAt, ticketTypes: [{ price: "25" }] });
    expect((await api.get(`/events/${id}`)).body).toMatchObject({ ...change, ...more });
  });

  test("200: null clears, a venue is replaced as a whole, and resale closes at the start again", async () => {
    const { id, startsAt } = await aDraft(api, {
      description: "Old",
      venue: { name: "Dock 4", address: "Quay 1" },
      maxPerWallet: 2,
      externalId: "cleared",
      imageUrl: "https://example.org/a.png",
      resaleClosesAt: daysFromNow(20),
    });
    const cleared = { description: null, maxPerWallet: null, externalId: null, imageUrl: null };
    const replaced = { resaleClosesAt: null, venue: { name: "Dock 5" } };
    const { body } = await api.patch(`/events/${id}`, { ...cleared, ...replaced });
    const venue = { name: "Dock 5", address: null, latitude: null, longitude: null };
    expect(body).toMatchObject({ ...cleared, venue, resaleClosesAt: startsAt });
    expect((await api.patch(`/events/${id}`, { venue: null })).body).toMatchObject({ venue: null });
  });

  test("200: what people see of a published event, and no action", async () => {
    const { id, typeId: _, chain: __, action: ___, updatedAt: ____, ...event } = await aDeployedEvent();
    const change = {
      name: "Another name",
      description: "Doors at six",
      imageUrl: "https://example.org/b.png",
      startsAt: daysFromNow(29),
      timeZone: "UTC",
      externalId: `late ${id}`,
    };
    const { status, body } = await api.patch(`/events/${id}`, change);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...event, ...change, resaleClosesAt: event.resaleClosesAt, action: null });
    expect((await api.get(`/events/ext:${encodeURIComponent(`late ${id}`)}`)).body).toMatchObject({ id });
  });

  test("200: a published event's terms are extended, and the chain follows", async () => {
    const { id } = await aDeployedEvent({ maxPerWallet: 2 });
    const resaleClosesAt = daysFromNow(30.5);
    const { status, body } = await api.patch(`/events/${id}`, { resaleClosesAt, maxPerWallet: 4 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ maxPerWallet: 4, action: { kind: "extend", status: "queued" } });
    const seconds = new Date(Math.floor(Date.parse(resaleClosesAt) / 1000) * 1000).toISOString();
    expect(body).toMatchObject({ resaleClosesAt: seconds });
    await runtime.pipeline.drain();
    expect((await api.get(`/events/${id}`)).body).toMatchObject({ maxPerWallet: 4, resaleClosesAt: seconds });
  });

  test("200: equal values and an empty body change nothing, whatever stands", async () => {
    const event = await aDeployedEvent({ maxPerWallet: 2 });
    const before = (await api.get(`/events/${event.id}`)).body;
    const { currency, transferPolicy, resaleCapBps, royaltyBps, endsAt, resaleClosesAt, maxPerWallet } =
      event;
    const terms = {
      currency,
      transferPolicy,
      resaleCapBps,
      royaltyBps,
      endsAt,
      resaleClosesAt,
      maxPerWallet,
    };
    for (const same of [terms, {}]) {
      const { status, body } = await api.patch(`/events/${event.id}`, same);
      expect(status).toBe(200);
      expect(body).toEqual({ ...(before as object), action: null });
    }
  });

  test.each([
    ["currency", { currency: "USD" }],
    ["transferPolicy", { transferPolicy: "locked" }],
    ["resaleCapBps", { resaleCapBps: 20_000 }],
    ["royaltyBps", { royaltyBps: 1 }],
    ["endsAt", { endsAt: daysFromNow(60) }],
    ["endsAt", { endsAt: daysFromNow(30.9) }],
    ["resaleClosesAt", { resaleClosesAt: daysFromNow(10) }],
    ["maxPerWallet", { maxPerWallet: 1 }],
  ])("409 event_locked for what people bought under: %s %j", async (path, change) => {
    const event = await anEvent(api, { maxPerWallet: 2 });
    const refused = await api.patch(`/events/${event.id}`, { name: "Not this either", ...change });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "event_locked", errors: [{ path }] });
    expect((await api.get(`/events/${event.id}`)).body).toMatchObject({ name: event.name });
  });

  test("409 event_locked names every field, and who may postpone the end", async () => {
    const { id } = await anEvent(api);
    const change = { currency: "USD", royaltyBps: 1, endsAt: daysFromNow(60), maxPerWallet: 5 };
    const problem = problemOf(await api.patch(`/events/${id}`, change));
    expect(problem.errors?.map(({ path }) => path).sort()).toEqual(Object.keys(change).sort());
    expect(problem.errors?.find(({ path }) => path === "endsAt")?.message).toMatch(/owner/);
  });

  test("409 event_cancelled for more than what people see of it", async () => {
    const { id } = await anEvent(api);
    await api.post(`/events/${id}/cancel`);
    const refused = await api.patch(`/events/${id}`, { maxPerWallet: 2 });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "event_cancelled" });
    expect((await api.patch(`/events/${id}`, { description: "We are sorry" })).status).toBe(200);
  });

  test("409 duplicate_external_id", async () => {
    await aDraft(api, { externalId: "taken" });
    const { id } = await aDraft(api);
    const refused = await api.patch(`/events/${id}`, { externalId: "taken" });
    expect(problemOf(refused)).toMatchObject({
      status: 409,
      code: "duplicate_external_id",
      errors: [{ path: "externalId" }],
    });
  });

  test.each([
    ["startsAt", { startsAt: daysFromNow(50) }],
    ["endsAt", { endsAt: daysFromNow(3) }],
    ["currency", { currency: "QQQ" }],
    ["currency", { currency: "JPY" }],
    ["name", { name: null }],
    ["venue.name", { venue: { address: "Quay 1" } }],
    ["ticketTypes", { ticketTypes: [] }],
    ["status", { status: "published" }],
  ])("422 on %s: %j", async (path, change) => {
    const { id } = await aDraft(api, { ticketTypes: [{ name: "General", price: "25.50", supply: 10 }] });
    const refused = await api.patch(`/events/${id}`, change);
    expect(problemOf(refused)).toMatchObject({ status: 422, code: "validation_failed", errors: [{ path }] });
  });

  test("422 with all that is wrong", async () => {
    const { id } = await aDraft(api, { ticketTypes: [{ name: "General", price: "25.50", supply: 10 }] });
    const refused = await api.patch(`/events/${id}`, { endsAt: daysFromNow(3), currency: "JPY" });
    expect(problemOf(refused).errors?.map(({ path }) => path)).toEqual(["endsAt", "currency"]);
  });

  test("401, 403 and 404", async () => {
    const { id } = await aDraft(api);
    const reader = await api.colleague(["events:read"]);
    expect((await clientWith({}).patch(`/events/${id}`, {})).status).toBe(401);
    expect(problemOf(await reader.patch(`/events/${id}`, {}))).toMatchObject({
      status: 403,
      requiredScope: "events:write",
    });
    expect((await other.patch(`/events/${id}`, { name: "Mine" })).status).toBe(404);
    expect((await api.patch("/events/evt_x", {})).status).toBe(404);
  });
});

describe("POST /events/{id}/cancel", () => {
  test("202: cancelled at once, and the chain follows; 200 again, with the same action", async () => {
    const { id, typeId } = await aDeployedEvent();
    const { status, body } = await api.post(`/events/${id}/cancel`);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      status: "cancelled",
      cancelledAt: expect.any(String),
      action: { kind: "cancel", status: "queued" },
    });
    await runtime.pipeline.drain();
    const again = await api.post(`/events/${id}/cancel`, {});
    expect(again.status).toBe(200);
    const { action } = changedEventOutput.parse(body);
    expect(again.body).toMatchObject({
      status: "cancelled",
      action: { id: action?.id, txHash: expect.stringMatching(/^0x/) },
    });
    const minted = await api.post("/tickets/mint", { eventId: id, tickets: [{ ticketTypeId: typeId }] });
    expect(problemOf(minted).code).toBe("event_cancelled");
  });

  test("200: a draft is cancelled at once, with nothing to follow, and can't be published", async () => {
    const { id } = await aDraft(api);
    for (let n = 0; n < 2; n++) {
      const { status, body } = await api.post(`/events/${id}/cancel`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ status: "cancelled", action: null, chainId: null });
    }
    expect(problemOf(await api.post(`/events/${id}/publish`)).code).toBe("event_cancelled");
  });

  test("admits nobody any more", async () => {
    const event = await anEvent(api);
    const { ids } = await someTickets(api, event);
    await api.post(`/events/${event.id}/cancel`);
    const refused = await api.post(`/tickets/${ids[0]}/checkin`, {});
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "event_cancelled" });
  });

  test("401, 403, 404, and 422 for fields it doesn't know", async () => {
    const { id } = await aDraft(api);
    const reader = await api.colleague(["events:read"]);
    expect((await clientWith({}).post(`/events/${id}/cancel`)).status).toBe(401);
    expect((await reader.post(`/events/${id}/cancel`)).status).toBe(403);
    expect((await other.post(`/events/${id}/cancel`)).status).toBe(404);
    expect((await api.post(`/events/${id}/cancel`, { reason: "rain" })).status).toBe(422);
    expect((await api.get(`/events/${id}`)).body).toMatchObject({ status: "draft" });
  });
});

describe("POST /events/{id}/ticket-types", () => {
  const balcony = { name: "Balcony", price: "40", supply: 3 };

  test("201: to a draft, with nothing to follow", async () => {
    const { id, typeId } = await aDraft(api);
    const { status, body } = await api.post(`/events/${id}/ticket-types`, balcony);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...balcony,
      price: "40.00",
      eventId: id,
      issued: 0,
      available: 3,
      action: null,
    });
    const added = changedTicketTypeOutput.parse(body);
    expect((await api.get(`/events/${id}`)).body).toMatchObject({
      ticketTypes: [{ id: typeId }, { id: added.id, name: "Balcony" }],
    });
  });

  test("201: to a published event, whose tickets can be minted at once", async () => {
    const { id } = await aDeployedEvent();
    const { status, body } = await api.post(`/events/${id}/ticket-types`, balcony);
    expect(status).toBe(201);
    expect(body).toMatchObject({ action: { kind: "add_ticket_type", status: "queued" } });
    const { id: typeId } = changedTicketTypeOutput.parse(body);
    const { ids } = await someTickets(api, { id, typeId }, [{}, {}, {}]);
    await runtime.pipeline.drain();
    expect((await api.get(`/tickets/${ids[2]}`)).body).toMatchObject({
      status: "valid",
      tokenId: "2000000003",
    });
  });

  test("409 event_cancelled", async () => {
    const { id } = await aDraft(api);
    await api.post(`/events/${id}/cancel`);
    const refused = await api.post(`/events/${id}/ticket-types`, balcony);
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "event_cancelled" });
  });

  test.each([
    ["name", { name: "General" }],
    ["price", { price: "40.001" }],
    ["supply", { supply: 0 }],
    ["salesEnd", { salesStart: "2030-01-02T00:00:00Z", salesEnd: "2030-01-01T00:00:00Z" }],
    ["number", { number: 4 }],
  ])("422 on %s: %j", async (path, change) => {
    const { id } = await aDraft(api);
    const refused = await api.post(`/events/${id}/ticket-types`, { ...balcony, ...change });
    expect(problemOf(refused)).toMatchObject({ status: 422, errors: [{ path }] });
  });

  test("422 with all that is wrong", async () => {
    const { id } = await aDraft(api);
    const wrong = { ...balcony, name: "General", price: "40.001" };
    const refused = await api.post(`/events/${id}/ticket-types`, wrong);
    expect(problemOf(refused).errors?.map(({ path }) => path)).toEqual(["price", "name"]);
  });

  test("401, 403 and 404", async () => {
    const { id } = await aDraft(api);
    const path = `/events/${id}/ticket-types`;
    const reader = await api.colleague(["events:read", "tickets:write"]);
    expect((await clientWith({}).post(path, balcony)).status).toBe(401);
    expect((await reader.post(path, balcony)).status).toBe(403);
    expect((await other.post(path, balcony)).status).toBe(404);
  });
});

describe("PATCH /ticket-types/{id}", () => {
  test("200: everything of a draft's", async () => {
    const { id, typeId } = await aDraft(api);
    const change = { name: "Floor", price: "30.50", supply: 4, description: "Standing" };
    const window = { salesStart: "2030-01-01T00:00:00.000Z", salesEnd: "2030-01-02T00:00:00.000Z" };
    const { status, body } = await api.patch(`/ticket-types/${typeId}`, { ...change, ...window });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...change, ...window, id: typeId, eventId: id, available: 4, action: null });
    const cleared = { description: null, salesStart: null };
    expect((await api.patch(`/ticket-types/${typeId}`, cleared)).body).toMatchObject({
      ...cleared,
      ...change,
      description: null,
    });
  });

  test("200: more supply of a published event, which is sold at once and the chain follows", async () => {
    const event = await aDeployedEvent();
    await someTickets(api, event, Array(10).fill({}));
    const { status, body } = await api.patch(`/ticket-types/${event.typeId}`, { supply: 11, name: "Floor" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ supply: 11, available: 1, name: "Floor", action: { kind: "set_supply" } });
    const { ids } = await someTickets(api, event);
    await runtime.pipeline.drain();
    expect((await api.get(`/tickets/${ids[0]}`)).body).toMatchObject({ status: "valid" });
  });

  test("200: equal values and an empty body change nothing", async () => {
    const event = await aDeployedEvent();
    for (const same of [{ price: "25.00", supply: 10, name: "General" }, {}])
      expect(await api.patch(`/ticket-types/${event.typeId}`, same)).toMatchObject({
        status: 200,
        body: { price: "25.00", action: null },
      });
  });

  test("409 event_locked: the price people bought at", async () => {
    const { typeId } = await anEvent(api);
    const refused = await api.patch(`/ticket-types/${typeId}`, { price: "20" });
    expect(problemOf(refused)).toMatchObject({
      status: 409,
      code: "event_locked",
      errors: [{ path: "price" }],
    });
  });

  test("409 supply_below_issued; what is issued is enough", async () => {
    const event = await anEvent(api);
    await someTickets(api, event, [{}, {}]);
    const refused = await api.patch(`/ticket-types/${event.typeId}`, { supply: 1 });
    expect(problemOf(refused)).toMatchObject({
      status: 409,
      code: "supply_below_issued",
      issued: 2,
      held: 0,
    });
    expect((await api.patch(`/ticket-types/${event.typeId}`, { supply: 2 })).status).toBe(200);
    await runtime.pipeline.drain();
    expect((await api.get(`/events/${event.id}`)).body).toMatchObject({
      ticketTypes: [{ supply: 2, available: 0 }],
    });
  });

  test("409 event_cancelled for its stock, not for its name", async () => {
    const { id, typeId } = await anEvent(api);
    await api.post(`/events/${id}/cancel`);
    const refused = await api.patch(`/ticket-types/${typeId}`, { supply: 20 });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "event_cancelled" });
    expect((await api.patch(`/ticket-types/${typeId}`, { name: "Was general" })).status).toBe(200);
  });

  test.each([
    ["price", { price: "1.234" }],
    ["name", { name: "Balcony" }],
    ["supply", { supply: null }],
    ["salesEnd", { salesEnd: "2029-12-31T00:00:00Z" }],
    ["salesStart", { salesStart: "2030-01-03T00:00:00Z" }],
    ["issued", { issued: 0 }],
  ])("422 on %s: %j", async (path, change) => {
    const window = { salesStart: "2030-01-01T00:00:00Z", salesEnd: "2030-01-02T00:00:00Z" };
    const balcony = { name: "Balcony", price: "40", supply: 3 };
    const { typeId } = await aDraft(api, {
      ticketTypes: [{ name: "General", price: "25", supply: 10, ...window }, balcony],
    });
    const refused = await api.patch(`/ticket-types/${typeId}`, change);
    expect(problemOf(refused)).toMatchObject({ status: 422, errors: [{ path }] });
  });

  test("422 with all that is wrong", async () => {
    const balcony = { name: "Balcony", price: "40", supply: 3 };
    const general = { name: "General", price: "25", supply: 10, salesStart: "2030-01-01T00:00:00Z" };
    const { typeId } = await aDraft(api, { ticketTypes: [general, balcony] });
    const wrong = { price: "1.234", name: "Balcony", salesEnd: "2029-12-31T00:00:00Z" };
    const refused = await api.patch(`/ticket-types/${typeId}`, wrong);
    expect(problemOf(refused).errors?.map(({ path }) => path)).toEqual(["price", "salesEnd", "name"]);
  });

  test("401, 403 and 404", async () => {
    const { typeId } = await aDraft(api);
    const reader = await api.colleague(["events:read"]);
    expect((await clientWith({}).patch(`/ticket-types/${typeId}`, {})).status).toBe(401);
    expect((await reader.patch(`/ticket-types/${typeId}`, {})).status).toBe(403);
    const answers = await Promise.all([
      other.patch(`/ticket-types/${typeId}`, { name: "Mine" }),
      api.patch("/ticket-types/typ_01k0000000e008000000000000", {}),
      api.patch("/ticket-types/ext:general", {}),
    ]);
    const details = answers.map((answer) => problemOf(answer).detail);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(details).size).toBe(1);
  });
});
