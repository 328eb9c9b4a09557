import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { eventOutput } from "@/lib/services/event/schema";
import { streamFailure, streamOutput } from "@/lib/services/open/schema";
import { anEvent, someTickets } from "@/test/api-builders";
import { type ApiClient, apiClient, clientWith } from "@/test/api-client";
import { ALICE, BOB } from "@/test/contract-callers";
import { differencesWith, pretendIssued } from "@/test/stored";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

let runtime: TestRuntime;
let api: Awaited<ReturnType<typeof apiClient>>;
let open: ApiClient;
let names = 0;

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
  open = clientWith({ "X-Api-Key": api.key });
});
afterAll(() => runtime.close());

const newEventId = () => `event-${++names}`;
const newEvent = (eventId: string, more = {}) => ({
  action: "newEvent",
  data: { eventId, eventName: "Summer Night", currency: "EUR", ...more },
});
const sold = (eventId: string, ticketId: string, more = {}) => ({
  action: "soldTicket",
  data: { eventId, ticketId, userId: "user-7", price: "136.91", ...more },
});
const act = (action: string, ticketId: string, more = {}) => ({ action, data: { ticketId, ...more } });

async function stream(items: readonly unknown[]) {
  const { status, body } = await open.post("/open/stream", items);
  expect(status).toBe(200);
  return streamOutput.parse(body);
}

const promiseSchema = z.looseObject({ status: z.string() });
const promise = async (id: string | undefined) =>
  promiseSchema.parse((await open.get(`/open/actions/${id}`)).body);

async function confirmed(): Promise<void> {
  await runtime.pipeline.drain();
  expect(await differencesWith(runtime)).toEqual([]);
}

const ticket = async (externalId: string) => (await api.get(`/tickets/ext:${externalId}`)).body;

describe("POST /open/stream", () => {
  test("newEvent, 100 × soldTicket, resold, checked in, claimed and invalidated, in one call", async () => {
    const eventId = newEventId();
    const id = (n: number) => `${eventId}-${n}`;
    const { status, data } = await stream([
      newEvent(eventId),
      ...Array.from({ length: 100 }, (_, n) => sold(eventId, id(n))),
      act("resoldTicket", id(0), { userId: "user-8", price: "500.00" }),
      act("checkedInTicket", id(1)),
      act("claimedTicket", id(1), { to: ALICE.address, userId: "user-7" }),
      act("invalidatedTicket", id(2)),
    ]);
    expect(data.filter((item) => item.status !== "success")).toEqual([]);
    expect(status).toBe("success");
    expect(data).toHaveLength(105);
    expect(new Set(data.map(({ actionPromise }) => actionPromise)).size).toBe(105);
    expect(data[1]).toEqual({
      status: "success",
      action: "soldTicket",
      eventId,
      ticketId: id(0),
      actionPromise: expect.any(String),
    });
    expect(await promise(data[0]?.actionPromise)).toMatchObject({ status: "no_broadcast_required", eventId });
    expect(await promise(data[1]?.actionPromise)).toMatchObject({ status: "waiting_broadcast" });
    await confirmed();
    for (const item of data.slice(1))
      expect(await promise(item.actionPromise)).toMatchObject({ status: "confirmed" });
    expect(await promise(data[1]?.actionPromise)).toMatchObject({
      ticketId: id(0),
      tokenId: "1000000001",
      eventIndex: expect.any(Number),
      eventAddress: expect.stringMatching(/^0x/),
      nftId: expect.stringMatching(/^31337-0x.*-1000000001$/),
      txHash: expect.stringMatching(/^0x/),
      explorerUrl: null,
    });
    expect(await ticket(id(1))).toMatchObject({ status: "checked_in", owner: ALICE.address, custody: false });
    expect(await ticket(id(2))).toMatchObject({ status: "invalidated" });
    expect(await ticket(id(0))).toMatchObject({ status: "valid", custody: true });
  });

  test("the same, one call after the other", async () => {
    const eventId = newEventId();
    const id = `${eventId}-1`;
    await stream([
      newEvent(eventId, {
        startTime: 1_906_000_000,
        endTime: "1906086400",
        latitude: 52.5,
        longitude: "13.4",
      }),
    ]);
    await stream([
      sold(eventId, id, { to: ALICE.address, metadataAttributes: '[{"name":"Row","value":"B"}]' }),
    ]);
    await confirmed();
    expect(await ticket(id)).toMatchObject({ owner: ALICE.address, status: "valid" });
    await stream([act("updateTicket", id, { imageUrl: "https://example.org/ticket.jpg" })]);
    const event = eventOutput.parse((await api.get(`/events/ext:${eventId}`)).body);
    const metadata = await api.get(`/metadata/31337/${event.contractAddress}/1000000001`);
    expect(metadata.body).toMatchObject({
      image: "https://example.org/ticket.jpg",
      attributes: expect.arrayContaining([{ trait_type: "Row", value: "B" }]),
    });
    await stream([act("resoldTicket", id, { userId: "user-8", price: "1", to: BOB.address })]);
    await confirmed();
    expect(await ticket(id)).toMatchObject({ owner: BOB.address });
    await stream([act("scannedTicket", id)]);
    await stream([act("scannedTicket", id)]);
    await stream([act("checkedInTicket", id)]);
    await stream([act("claimedTicket", id, { userId: "user-8" })]);
    await confirmed();
    expect(await ticket(id)).toMatchObject({ status: "checked_in", owner: BOB.address });
  });

  test("an attribute that no column takes is refused by itself, also inside its own JSON", async () => {
    const eventId = newEventId();
    const attributes = [
      String.raw`[{"name":"Row","value":"a\u0000b"}]`,
      String.raw`[{"name":"R\ud800","value":"B"}]`,
      String.raw`{"Row\u0000":1}`,
      String.raw`[{"name":"Row","value":"a\nb"}]`,
    ];
    const { data } = await stream([
      newEvent(eventId),
      ...attributes.map((metadataAttributes, n) => sold(eventId, `${eventId}-${n}`, { metadataAttributes })),
    ]);
    expect(data.map(({ status }) => status)).toEqual(["success", "error", "error", "error", "success"]);
    expect(data[1]?.errors).toMatchObject([{ param: "metadataAttributes" }]);
  });

  test("a name that is taken is told by the field that was sent", async () => {
    const eventId = newEventId();
    await stream([newEvent(eventId)]);
    const { body } = await open.post("/open/stream", [newEvent(eventId)]);
    expect(body).toMatchObject({
      data: [{ errors: [{ param: "eventId", message: expect.stringMatching(/^eventId is taken/) }] }],
    });
  });

  test("multi: a failed item says why, with its data, and the others are done", async () => {
    const eventId = newEventId();
    const bad = { action: "soldTicket", data: { eventId, ticketId: "x", price: 12 } };
    const { status, data } = await stream([
      newEvent(eventId),
      bad,
      sold(eventId, `${eventId}-1`),
      sold(eventId, `${eventId}-1`),
      sold("none", `${eventId}-2`),
      sold(eventId, `${eventId}-3`, { price: "1.001" }),
      act("checkedInTicket", "unknown"),
      { action: "flyTicket", data: {} },
      "nothing",
    ]);
    expect(status).toBe("multi");
    expect(data.map((item) => item.status)).toEqual([
      "success",
      "error",
      "success",
      ...Array.from({ length: 6 }, () => "error"),
    ]);
    expect(data[1]).toMatchObject({
      action: "soldTicket",
      ticketId: "x",
      requestData: bad.data,
      errors: expect.arrayContaining([{ param: "userId", message: expect.stringContaining("required") }]),
    });
    expect(data[1]).not.toHaveProperty("actionPromise");
    const params = data.slice(3).map(({ errors }) => errors?.[0]?.param);
    expect(params).toEqual(["ticketId", "eventId", "price", "ticketId", "action", "action"]);
    await confirmed();
  });

  test("items are done in order: what a later one makes is not there yet", async () => {
    const eventId = newEventId();
    const { data } = await stream([
      sold(eventId, `${eventId}-1`),
      newEvent(eventId),
      act("checkedInTicket", `${eventId}-2`),
      sold(eventId, `${eventId}-2`),
    ]);
    expect(data.map((item) => item.status)).toEqual(["error", "success", "error", "success"]);
  });

  const usedUp = ["resoldTicket", "scannedTicket", "checkedInTicket", "invalidatedTicket"] as const;
  const sale = { userId: "user-8", price: "1" };

  test.each([
    { before: ["scannedTicket"], refused: ["resoldTicket"] },
    { before: ["checkedInTicket"], refused: usedUp },
    { before: ["invalidatedTicket"], refused: [...usedUp, "claimedTicket"] },
    { before: ["checkedInTicket", "claimedTicket"], refused: [...usedUp, "claimedTicket"] },
    { before: [], refused: ["claimedTicket"] },
  ])("after $before it refuses $refused", async ({ before, refused }) => {
    const eventId = newEventId();
    const id = `${eventId}-1`;
    await stream([newEvent(eventId), sold(eventId, id), ...before.map((action) => act(action, id, sale))]);
    for (const action of refused) {
      const { status, body } = await open.post("/open/stream", [act(action, id, sale)]);
      expect(status, action).toBe(400);
      const failure = streamFailure.parse(body);
      expect(failure).toMatchObject({
        error: "all_actions_invalid",
        data: [{ status: "error", action, ticketId: id }],
      });
    }
  });

  test("a change of an event counts for what comes after it alone", async () => {
    const eventId = newEventId();
    const change = (data: object) => ({ action: "updateEvent", data: { eventId, ...data } });
    const { data } = await stream([
      newEvent(eventId),
      change({ currency: "USD" }),
      sold(eventId, `${eventId}-1`),
      change({ currency: "EUR" }),
      act("checkedInTicket", `${eventId}-1`),
      change({ eventName: "Autumn" }),
      sold(eventId, `${eventId}-2`),
    ]);
    expect(data.map(({ status }) => status).join(" ")).toBe(
      "success success success error success success success",
    );
    expect((await api.get(`/events/ext:${eventId}`)).body).toMatchObject({ currency: "USD", name: "Autumn" });
  });

  test("nobody buys by a permit what OPEN's callers sell", async () => {
    const eventId = newEventId();
    await stream([newEvent(eventId, { currency: "ETH" }), sold(eventId, `${eventId}-1`, { price: "1" })]);
    const { id, ticketTypes } = eventOutput.parse((await api.get(`/events/ext:${eventId}`)).body);
    const hold = { ticketTypeId: ticketTypes[0]?.id, quantity: 5, buyer: BOB.address };
    expect(await clientWith({}).post(`/events/${id}/holds`, hold)).toMatchObject({
      status: 409,
      body: { code: "sale_closed" },
    });
  });

  test("an event whose callback can't be told is not made, and can be sent again", async () => {
    const eventId = newEventId();
    const refused = await open.post("/open/stream", [
      newEvent(eventId, { callbackUrl: "https://user:secret@example.org/" }),
    ]);
    expect(refused.status).toBe(400);
    expect((await api.get(`/events/ext:${eventId}`)).status).toBe(404);
    expect((await stream([newEvent(eventId)])).status).toBe("success");
  });

  test("a claim that is refused asks nothing of the chain, and a check-in can't be in the future", async () => {
    const eventId = newEventId();
    const ids = [1, 2].map((n) => `${eventId}-${n}`);
    const [used = "", early = ""] = ids;
    await stream([newEvent(eventId), ...ids.map((id) => sold(eventId, id)), act("checkedInTicket", used)]);
    await confirmed();
    const { contractAddress } = eventOutput.parse((await api.get(`/events/ext:${eventId}`)).body);
    const later = Math.floor(Date.now() / 1000) + 86_400;
    const { status, body } = await open.post("/open/stream", [
      act("claimedTicket", used, { to: contractAddress }),
      act("checkedInTicket", early, { orderTime: later }),
    ]);
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { data: [{ errors: [{ param: "to" }] }, { errors: [{ param: "orderTime" }] }] },
    });
    await confirmed();
    expect(await ticket(used)).toMatchObject({ status: "checked_in" });
    expect(await ticket(early)).toMatchObject({ status: "valid" });
  });

  test("a bad sale fails by itself; an id of two events is refused; a place is free once its ticket is invalidated", async () => {
    const eventId = newEventId();
    await stream([newEvent(eventId), sold(eventId, `${eventId}-1`)]);
    const { contractAddress } = eventOutput.parse((await api.get(`/events/ext:${eventId}`)).body);
    const { data } = await stream([
      sold(eventId, `${eventId}-2`, { to: contractAddress }),
      sold(eventId, `${eventId}-3`),
    ]);
    expect(data).toMatchObject([{ status: "error", errors: [{ param: "to" }] }, { status: "success" }]);

    const [one, other] = [await anEvent(api), await anEvent(api)];
    for (const native of [one, other]) await someTickets(api, native, [{ externalId: `${eventId}-same` }]);
    const twice = await open.post("/open/stream", [act("scannedTicket", `${eventId}-same`)]);
    expect(twice).toMatchObject({ status: 400, body: { data: [{ errors: [{ param: "ticketId" }] }] } });

    const small = { externalId: `${eventId}-small`, ticketTypes: [{ name: "One", price: "1", supply: 1 }] };
    await someTickets(api, await anEvent(api, small), [{ externalId: `${eventId}-A` }]);
    const swapped = await stream([
      act("invalidatedTicket", `${eventId}-A`),
      sold(`${eventId}-small`, `${eventId}-B`, { price: "1" }),
    ]);
    expect(swapped.status).toBe("success");
  });

  test.runIf(process.env.TEST_DATABASE_URL)(
    "calls that name the same things in other orders don't block each other",
    async () => {
      const [a, b] = [newEventId(), newEventId()];
      await stream([newEvent(a), newEvent(b), sold(a, `${a}-0`)]);
      const { id } = z.object({ id: z.string() }).parse(await ticket(`${a}-0`));
      for (let round = 1; round <= 5; round += 1) {
        const answers = await Promise.all([
          open.post("/open/stream", [sold(a, `${a}-${round}`), sold(b, `${b}-${round}`)]),
          open.post("/open/stream", [sold(b, `${b}-${round}-x`), sold(a, `${a}-${round}-x`)]),
          open.post("/open/stream", [sold(a, `${a}-${round}-y`), act("scannedTicket", `${a}-0`)]),
          api.post(`/tickets/${id}/invalidate`, { reason: "other" }),
        ]);
        for (const { status } of answers) expect(status).toBeLessThan(500);
      }
    },
  );

  test("updateEvent changes what nobody bought under, and says what it can't", async () => {
    const eventId = newEventId();
    await stream([newEvent(eventId)]);
    const changes = {
      eventName: "Winter Night",
      coverImageUrl: "https://example.org/a.jpg",
      currency: "USD",
    };
    await stream([{ action: "updateEvent", data: { eventId, ...changes, latitude: 1, longitude: 2 } }]);
    expect((await api.get(`/events/ext:${eventId}`)).body).toMatchObject({
      name: "Winter Night",
      imageUrl: "https://example.org/a.jpg",
      currency: "USD",
      venue: { latitude: 1, longitude: 2 },
    });
    await stream([sold(eventId, `${eventId}-1`)]);
    const late = [{ action: "updateEvent", data: { eventId, currency: "EUR" } }];
    const { status, body } = await open.post("/open/stream", late);
    expect(status).toBe(400);
    expect(body).toMatchObject({ data: [{ status: "error", errors: [{ param: "currency" }] }] });
  });

  test("a ticket type grows when it is sold out: OPEN knows no capacity", async () => {
    const eventId = newEventId();
    await stream([newEvent(eventId), sold(eventId, `${eventId}-1`)]);
    const event = eventOutput.parse((await api.get(`/events/ext:${eventId}`)).body);
    await pretendIssued(runtime.db, event.ticketTypes[0]?.id ?? "", 999_999);
    await stream([sold(eventId, `${eventId}-2`), sold(eventId, `${eventId}-3`)]);
    expect((await api.get(`/events/ext:${eventId}`)).body).toMatchObject({
      ticketTypes: [{ supply: 2_000_000 }],
    });
    await pretendIssued(runtime.db, event.ticketTypes[0]?.id ?? "", 3);
    await confirmed();
  });

  test("by nftId, once there is one", async () => {
    const eventId = newEventId();
    const { data } = await stream([newEvent(eventId), sold(eventId, `${eventId}-1`)]);
    await confirmed();
    const { nftId } = await promise(data[1]?.actionPromise);
    const { data: done } = await stream([{ action: "checkedInTicket", data: { nftId } }]);
    expect(done).toMatchObject([{ status: "success", nftId }]);
    expect(await ticket(`${eventId}-1`)).toMatchObject({ status: "checked_in" });
  });

  test("400 invalid_request: no array, none, too many, no JSON", async () => {
    const items = Array.from({ length: 5_001 }, () => act("scannedTicket", "x"));
    for (const body of [{}, [], items, "x"]) {
      const { status, body: answer } = await open.post("/open/stream", body);
      expect(status).toBe(400);
      expect(answer).toMatchObject({
        status: "error",
        error: "invalid_request",
        message: expect.any(String),
      });
    }
    const broken = await open.post("/open/stream", undefined, {
      raw: "[",
      headers: { "Content-Type": "application/json" },
    });
    expect(broken).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });

  test("403 without a key, with a wrong one, with one that may not, and with a bearer", async () => {
    const reader = await api.colleague(["tickets:read"]);
    const callers = [{}, { "X-Api-Key": "tc_00000000000000000000000000" }, { "X-Api-Key": reader.key }];
    for (const headers of [...callers, { Authorization: `Bearer ${api.key}` }]) {
      const { status, body } = await clientWith(headers).post("/open/stream", [newEvent("x")]);
      expect({ status, body }).toEqual({ status: 403, body: { message: "Forbidden" } });
    }
  });

  test("5,000 sales in one call", async () => {
    const eventId = newEventId();
    const items = Array.from({ length: 4_999 }, (_, n) => sold(eventId, `${eventId}-${n}`));
    const startedMs = performance.now();
    const { status } = await stream([newEvent(eventId), ...items]);
    console.info(`a call of 5,000 items took ${Math.round(performance.now() - startedMs)} ms`);
    expect(status).toBe("success");
    const checkIns = items.map(({ data }) => act("checkedInTicket", data.ticketId));
    expect((await stream(checkIns)).status).toBe("success");
  });
});

describe("GET /open/actions/{promise}", () => {
  test("404 for one that is unknown or another's", async () => {
    const eventId = newEventId();
    const { data } = await stream([newEvent(eventId)]);
    const other = await apiClient(runtime);
    const stranger = clientWith({ "X-Api-Key": other.key });
    for (const answer of [
      await open.get("/open/actions/unknown"),
      await stranger.get(`/open/actions/${data[0]?.actionPromise}`),
    ])
      expect(answer).toMatchObject({ status: 404, body: { message: "Not Found" } });
  });
});
