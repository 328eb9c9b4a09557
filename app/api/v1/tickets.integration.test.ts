import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aDraft, anEvent, aTicket, daysFromNow, someTickets } from "@/test/api-builders";
import { type ApiClient, apiClient, problemOf } from "@/test/api-client";
import { putCancelled, putEnded, putFailed } from "@/test/put-in-state";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

const WALLET = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

let runtime: TestRuntime;
let api: ApiClient;
let other: ApiClient;

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
  other = await apiClient(runtime);
});

afterAll(() => runtime.close());

describe("POST /tickets/mint", () => {
  test("202: tickets in the order of the request, pending, and a batch to follow", async () => {
    const event = await anEvent(api);
    const { batch, tickets } = await someTickets(api, event, [
      { to: WALLET.toLowerCase(), externalId: "A-2", orderId: "o-1", seat: { row: "B", seat: "14" } },
      { email: "ada@example.org", externalId: "A-1", attendee: { name: "Ада Лавлейс" } },
      {},
    ]);
    expect(batch).toMatchObject({ id: expect.stringMatching(/^bat_/), total: 3, queued: 3, confirmed: 0 });
    expect(tickets).toMatchObject([
      {
        externalId: "A-2",
        owner: WALLET,
        custody: false,
        status: "pending",
        tokenId: null,
        seat: { row: "B", seat: "14" },
      },
      { externalId: "A-1", custody: true, owner: event.contractAddress, attendee: { name: "Ада Лавлейс" } },
      { externalId: null, custody: true },
    ]);
    expect(tickets[0]).not.toHaveProperty("claimToken");
    expect(tickets[1]?.claimToken).toBeTruthy();
  });

  test("once the chain has them they are valid and have token ids", async () => {
    const event = await anEvent(api);
    const { batch, ids } = await someTickets(api, event, [{ to: WALLET }, {}]);
    await runtime.pipeline.drain();
    expect((await api.get(`/batches/${batch.id}`)).body).toMatchObject({
      total: 2,
      queued: 0,
      confirmed: 2,
      failed: 0,
    });
    for (const id of ids) {
      expect((await api.get(`/tickets/${id}`)).body).toMatchObject({
        status: "valid",
        tokenId: expect.stringMatching(/^100000000[12]$/),
        chain: { txHash: expect.stringMatching(/^0x/), blockNumber: expect.any(Number) },
      });
    }
  });

  test("409 event_not_published for a draft", async () => {
    const { id, typeId } = await aDraft(api);
    const refused = await api.post("/tickets/mint", { eventId: id, tickets: [{ ticketTypeId: typeId }] });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "event_not_published" });
  });

  test("409 event_cancelled, and event_ended a day after the end", async () => {
    const event = await anEvent(api);
    const mint = () =>
      api.post("/tickets/mint", { eventId: event.id, tickets: [{ ticketTypeId: event.typeId }] });
    await putEnded(runtime.db, event.id, 23);
    expect((await mint()).status).toBe(202);
    await putEnded(runtime.db, event.id, 25);
    expect(problemOf(await mint())).toMatchObject({ status: 409, code: "event_ended" });
    await putCancelled(runtime.db, event.id);
    expect(problemOf(await mint())).toMatchObject({ status: 409, code: "event_cancelled" });
  });

  test("409 sold_out: nothing is written", async () => {
    const event = await anEvent(api);
    const tickets = Array.from({ length: 11 }, () => ({ ticketTypeId: event.typeId }));
    const refused = await api.post("/tickets/mint", { eventId: event.id, tickets });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "sold_out" });
    expect((await api.get(`/tickets?eventId=${event.id}`)).body).toMatchObject({ data: [] });
    await someTickets(api, event, tickets.slice(1));
  });

  test("409 duplicate_external_id, also inside one call: nothing is written", async () => {
    const event = await anEvent(api);
    await someTickets(api, event, [{ externalId: "A" }]);
    for (const ids of [
      ["B", "A"],
      ["C", "C"],
    ]) {
      const tickets = ids.map((externalId) => ({ ticketTypeId: event.typeId, externalId }));
      const refused = await api.post("/tickets/mint", { eventId: event.id, tickets });
      expect(problemOf(refused)).toMatchObject({ status: 409, code: "duplicate_external_id" });
    }
    const { body } = await api.get(`/tickets?eventId=${event.id}`);
    expect(body).toMatchObject({ data: [{ externalId: "A" }] });
  });

  test("404 for another organisation's event", async () => {
    const event = await anEvent(other);
    const refused = await api.post("/tickets/mint", {
      eventId: event.id,
      tickets: [{ ticketTypeId: event.typeId }],
    });
    expect(problemOf(refused).status).toBe(404);
  });

  test("422: every bad item is named", async () => {
    const event = await anEvent(api);
    const good = { ticketTypeId: event.typeId };
    const refused = await api.post("/tickets/mint", {
      eventId: event.id,
      tickets: [
        good,
        { ...good, to: "0x12" },
        { ...good, email: "ada" },
        { ...good, seat: { column: 1 } },
        7,
      ],
    });
    expect(refused.status).toBe(422);
    expect(problemOf(refused).errors?.map(({ path }) => path)).toEqual([
      "tickets.1.to",
      "tickets.2.email",
      "tickets.3.seat.column",
      "tickets.4",
    ]);
    const none = await api.post("/tickets/mint", { eventId: event.id, tickets: [] });
    expect(problemOf(none).errors).toMatchObject([{ path: "tickets" }]);
  });

  test("422: every item that doesn't suit the event is named", async () => {
    const event = await anEvent(api);
    const stranger = (await anEvent(api)).typeId;
    const refused = await api.post("/tickets/mint", {
      eventId: event.id,
      tickets: [
        { ticketTypeId: stranger, to: event.contractAddress },
        { ticketTypeId: event.typeId, to: WALLET },
        { ticketTypeId: "typ_x" },
      ],
    });
    expect(problemOf(refused).errors?.map(({ path }) => path)).toEqual([
      "tickets.0.ticketTypeId",
      "tickets.0.to",
      "tickets.2.ticketTypeId",
    ]);
  });

  test("5,000 full items are one call", async () => {
    const event = await anEvent(api, { ticketTypes: [{ name: "All", price: "0", supply: 5000 }] });
    const item = (n: number) => ({
      to: WALLET,
      email: `guest-${n}@example.org`,
      externalId: `${n}-${"x".repeat(240)}`,
      attendee: { name: "n".repeat(200), email: `guest-${n}@example.org` },
      seat: { section: "s".repeat(100), row: "r".repeat(100), seat: "t".repeat(100) },
      orderId: `order-${n}-${"y".repeat(240)}`,
    });
    const { batch, tickets } = await someTickets(
      api,
      event,
      Array.from({ length: 5000 }, (_, n) => item(n)),
    );
    expect(batch.total).toBe(5000);
    expect(tickets[4999]?.externalId).toMatch(/^4999-/);
  });
});

describe("GET /tickets", () => {
  test("200: filters narrow the list down, newest first", async () => {
    const event = await anEvent(api);
    const { ids } = await someTickets(api, event, [
      { to: WALLET, email: "a@example.org" },
      { externalId: "X" },
      { email: "b@example.org" },
    ]);
    const found = async (query: string) => {
      const { body } = await api.get(`/tickets?eventId=${event.id}&${query}`);
      return (body as { data: { id: string }[] }).data.map(({ id }) => ids.indexOf(id));
    };
    expect(await found("")).toEqual([2, 1, 0]);
    expect(await found("externalId=X")).toEqual([1]);
    expect(await found("email=B%40example.org")).toEqual([2]);
    expect(await found("status=pending&limit=1")).toEqual([2]);
    expect(await found("status=valid")).toEqual([]);
  });

  test("200: an event's contract holds what is in custody, before it is minted and after", async () => {
    const event = await anEvent(api);
    const { ids } = await someTickets(api, event, [{ to: WALLET }, {}]);
    const inCustody = async () => {
      const { body } = await api.get(`/tickets?owner=${event.contractAddress}`);
      return (body as { data: { id: string }[] }).data.map(({ id }) => id);
    };
    expect(await inCustody()).toEqual([ids[1]]);
    await runtime.pipeline.drain();
    expect(await inCustody()).toEqual([ids[1]]);
  });

  test("404 for an event that isn't named: no filter is lost", async () => {
    for (const path of ["/tickets?eventId=", "/orders?eventId="])
      expect(problemOf(await api.get(path))).toMatchObject({ status: 404 });
  });

  test.each(["status=sold", "owner=0x12", "limit=1000", "cursor=x", "state=valid"])(
    "422 for ?%s",
    async (query) => {
      const refused = await api.get(`/tickets?${query}`);
      expect(problemOf(refused)).toMatchObject({ status: 422, errors: [{ path: query.split("=")[0] }] });
    },
  );

  test("shows nothing of other organisations", async () => {
    const { event } = await aTicket(other);
    expect((await api.get(`/tickets?eventId=${event.id}`)).status).toBe(404);
    const { body } = await api.get("/tickets?limit=200");
    expect((body as { data: { eventId: string }[] }).data.map(({ eventId }) => eventId)).not.toContain(
      event.id,
    );
  });
});

describe("GET /tickets/{id}", () => {
  test("200, by our id and by the caller's; where several events use that one, with ?eventId=", async () => {
    const first = await aTicket(api, { externalId: "seat 1/é" });
    const path = `/tickets/ext:${encodeURIComponent("seat 1/é")}`;
    expect((await api.get(path)).body).toMatchObject({ id: first.id });

    const second = await aTicket(api, { externalId: "seat 1/é" });
    expect(problemOf(await api.get(path))).toMatchObject({ status: 422, errors: [{ path: "eventId" }] });
    expect((await api.get(`${path}?eventId=${second.event.id}`)).body).toMatchObject({ id: second.id });
  });

  test("404: another organisation's ticket is answered as an unknown one", async () => {
    const { id } = await aTicket(other, { externalId: "theirs-only" });
    const paths = [id, "tkt_01k0000000e008000000000000", "ext:theirs-only", "nonsense"];
    const answers = await Promise.all(paths.map((path) => api.get(`/tickets/${path}`)));
    const [first, ...rest] = answers.map((answer) => ({ ...problemOf(answer), requestId: "" }));
    expect(first).toMatchObject({ status: 404, code: "not_found" });
    for (const each of rest) expect(each).toEqual(first);
  });
});

describe("POST /tickets/{id}/checkin", () => {
  test("200: at once, also while the ticket is on its way; the chain follows", async () => {
    const { id } = await aTicket(api);
    const { status, body } = await api.post(`/tickets/${id}/checkin`, { gate: "North" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ticket: { id, status: "checked_in", checkedInAt: expect.any(String) },
      scan: { ticketId: id, type: "entry", result: "admitted", gate: "North" },
    });
    await runtime.pipeline.drain();
    expect((await api.get(`/tickets/${id}`)).body).toMatchObject({
      status: "checked_in",
      chain: { txHash: expect.any(String) },
    });
  });

  test("needs no body", async () => {
    const { id } = await aTicket(api);
    expect((await api.post(`/tickets/${id}/checkin`)).status).toBe(200);
  });

  test("409 already_checked_in says when, where and by whom; the refused scan is stored", async () => {
    const { id } = await aTicket(api);
    await api.post(`/tickets/${id}/checkin`, { gate: "North" });
    const refused = await api.post(`/tickets/${id}/checkin`, { gate: "South" });
    expect(problemOf(refused)).toMatchObject({
      status: 409,
      code: "already_checked_in",
      firstCheckIn: {
        at: expect.any(String),
        gate: "North",
        by: expect.stringMatching(/^key_/),
        scanId: expect.any(String),
      },
    });
    const { body } = await api.get(`/tickets/${id}/scans`);
    expect(body).toMatchObject({
      data: [
        { gate: "South", result: "refused", code: "already_checked_in" },
        { gate: "North", result: "admitted" },
      ],
    });
  });

  test("the refused scan is stored once also when the call has an idempotency key", async () => {
    const { id } = await aTicket(api);
    await api.post(`/tickets/${id}/checkin`);
    const headers = { "Idempotency-Key": `second-${id}` };
    const first = await api.post(`/tickets/${id}/checkin`, {}, { headers });
    const repeat = await api.post(`/tickets/${id}/checkin`, {}, { headers });
    expect(repeat.text).toBe(first.text);
    expect(repeat.headers.get("Idempotency-Replayed")).toBe("true");
    const { body } = await api.get(`/tickets/${id}/scans`);
    expect((body as { data: unknown[] }).data).toHaveLength(2);
  });

  test("a repeat of a nonce gives the same answer without a second scan", async () => {
    const { id } = await aTicket(api);
    const first = await api.post(`/tickets/${id}/checkin`, { nonce: "n-1" });
    const repeat = await api.post(`/tickets/${id}/checkin`, { nonce: "n-1" });
    expect([repeat.status, repeat.body]).toEqual([200, first.body]);
  });

  test("of many at once one is admitted", async () => {
    const { id } = await aTicket(api);
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.post(`/tickets/${id}/checkin`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  });

  test("409 ticket_invalidated", async () => {
    const { id } = await aTicket(api);
    await api.post(`/tickets/${id}/invalidate`, { reason: "refunded" });
    expect(problemOf(await api.post(`/tickets/${id}/checkin`)).code).toBe("ticket_invalidated");
  });

  test("409 not_yet_issued for a ticket that the chain refused", async () => {
    const { id } = await aTicket(api);
    await putFailed(runtime.db, id);
    const refused = await api.post(`/tickets/${id}/checkin`);
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "not_yet_issued" });
  });

  test("409 check_in_closed a day after the end, 409 event_cancelled; the refused scans are stored", async () => {
    const { id, event } = await aTicket(api);
    await putEnded(runtime.db, event.id, 25);
    expect(problemOf(await api.post(`/tickets/${id}/checkin`))).toMatchObject({
      status: 409,
      code: "check_in_closed",
    });
    await putCancelled(runtime.db, event.id);
    expect(problemOf(await api.post(`/tickets/${id}/checkin`))).toMatchObject({
      status: 409,
      code: "event_cancelled",
    });
    expect((await api.get(`/tickets/${id}/scans`)).body).toMatchObject({
      data: [{ code: "event_cancelled" }, { code: "check_in_closed" }],
    });
  });

  test("409 not_checked_in for the nonce of an admission that was undone", async () => {
    const { id } = await aTicket(api);
    await api.post(`/tickets/${id}/checkin`, { nonce: "undone" });
    await api.post(`/tickets/${id}/undo-checkin`);
    const refused = await api.post(`/tickets/${id}/checkin`, { nonce: "undone" });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "not_checked_in" });
  });

  test("404 for another organisation's ticket", async () => {
    const { id } = await aTicket(other);
    expect((await api.post(`/tickets/${id}/checkin`)).status).toBe(404);
  });

  test("422 for bad fields", async () => {
    const { id } = await aTicket(api);
    const refused = await api.post(`/tickets/${id}/checkin`, {
      type: "leave",
      nonce: "",
      at: daysFromNow(1).slice(0, 10),
    });
    expect(
      problemOf(refused)
        .errors?.map(({ path }) => path)
        .sort(),
    ).toEqual(["at", "nonce", "type"]);
  });
});

describe("POST /tickets/{id}/undo-checkin", () => {
  test("202: the ticket is valid again and can be checked in again", async () => {
    const { id } = await aTicket(api);
    await runtime.pipeline.drain();
    await api.post(`/tickets/${id}/checkin`);
    const { status, body } = await api.post(`/tickets/${id}/undo-checkin`);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      ticket: { id, status: "valid", checkedInAt: null },
      action: { kind: "undo_check_in" },
    });
    expect((await api.post(`/tickets/${id}/checkin`)).status).toBe(200);
    await runtime.pipeline.drain();
    expect((await api.get(`/tickets/${id}`)).body).toMatchObject({ status: "checked_in" });
  });

  test("409 not_checked_in, 404 and 422", async () => {
    const { id } = await aTicket(api);
    expect(problemOf(await api.post(`/tickets/${id}/undo-checkin`))).toMatchObject({
      status: 409,
      code: "not_checked_in",
    });
    expect((await other.post(`/tickets/${id}/undo-checkin`)).status).toBe(404);
    expect(problemOf(await api.post(`/tickets/${id}/undo-checkin`, { nonce: 7 })).errors).toMatchObject([
      { path: "nonce" },
    ]);
  });
});

describe("POST /tickets/{id}/invalidate", () => {
  test("202: at once, the chain follows, and its place is free again", async () => {
    const { id, event } = await aTicket(api);
    const { status, body } = await api.post(`/tickets/${id}/invalidate`, {
      reason: "refunded",
      note: "Called",
    });
    expect(status).toBe(202);
    expect(body).toMatchObject({
      ticket: { status: "invalidated", invalidation: { reason: "refunded", note: "Called" } },
      action: { kind: "invalidate", status: "queued", ticketIds: [id] },
    });
    expect((await api.get(`/events/${event.id}/stats`)).body).toMatchObject({
      totals: { issued: 0, available: 10 },
    });
    await runtime.pipeline.drain();
    expect((await api.get(`/tickets/${id}`)).body).toMatchObject({ status: "invalidated" });
  });

  test("409 when invalidated or checked in before, or never issued, 404 and 422", async () => {
    const { id } = await aTicket(api);
    await api.post(`/tickets/${id}/invalidate`, { reason: "fraud" });
    const again = await api.post(`/tickets/${id}/invalidate`, { reason: "fraud" });
    expect(problemOf(again)).toMatchObject({ status: 409, code: "ticket_invalidated" });

    const used = await aTicket(api);
    await api.post(`/tickets/${used.id}/checkin`);
    const late = await api.post(`/tickets/${used.id}/invalidate`, { reason: "fraud" });
    expect(problemOf(late)).toMatchObject({ status: 409, code: "already_checked_in" });

    const failed = await aTicket(api);
    await putFailed(runtime.db, failed.id);
    const never = await api.post(`/tickets/${failed.id}/invalidate`, { reason: "fraud" });
    expect(problemOf(never)).toMatchObject({ status: 409, code: "not_yet_issued" });

    expect((await other.post(`/tickets/${id}/invalidate`, { reason: "fraud" })).status).toBe(404);
    expect(problemOf(await api.post(`/tickets/${id}/invalidate`, { reason: "bored" })).errors).toMatchObject([
      { path: "reason" },
    ]);
  });
});

describe("GET /tickets/{id}/scans", () => {
  test("200 page by page, 404 for another organisation's ticket, 422 for a bad limit", async () => {
    const { id } = await aTicket(api);
    for (const gate of ["A", "B", "C"]) await api.post(`/tickets/${id}/checkin`, { gate });
    const first = await api.get(`/tickets/${id}/scans?limit=2`);
    expect(first.body).toMatchObject({
      data: [{ gate: "C" }, { gate: "B" }],
      nextCursor: expect.any(String),
    });
    const { nextCursor } = first.body as { nextCursor: string };
    const second = await api.get(`/tickets/${id}/scans?limit=2&cursor=${encodeURIComponent(nextCursor)}`);
    expect(second.body).toMatchObject({ data: [{ gate: "A" }], nextCursor: null });
    expect((await other.get(`/tickets/${id}/scans`)).status).toBe(404);
    expect((await api.get(`/tickets/${id}/scans?limit=-1`)).status).toBe(422);
  });
});
