import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aDraft, anEvent, daysFromNow, eventBody, someTickets } from "@/test/api-builders";
import { type ApiClient, apiClient, problemOf } from "@/test/api-client";
import { putCancelled } from "@/test/put-in-state";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

let runtime: TestRuntime;
let api: ApiClient;
let other: ApiClient;

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
  other = await apiClient(runtime);
});

afterAll(() => runtime.close());

describe("POST /events", () => {
  test("201: a draft, with defaults filled in, prices normalised and where it is", async () => {
    const { status, body, headers } = await api.post("/events", eventBody());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "draft",
      name: "Summer Night",
      transferPolicy: "market_only",
      resaleCapBps: 10_000,
      royaltyBps: 0,
      chainId: null,
      contractAddress: null,
      ticketTypes: [{ name: "General", price: "25.00", supply: 10 }],
    });
    expect(body).toMatchObject({ id: headers.get("Location")?.replace("/api/v1/events/", "") });
  });

  test("409 duplicate_external_id, within the organisation only", async () => {
    await aDraft(api, { externalId: "gala" });
    const refused = await api.post("/events", eventBody({ externalId: "gala" }));
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "duplicate_external_id" });
    await aDraft(other, { externalId: "gala" });
  });

  test("422: also what depends on the chain, beside what the shape has wrong", async () => {
    const refused = await api.post("/events", {
      name: "",
      startsAt: daysFromNow(1),
      endsAt: daysFromNow(2),
      timeZone: "UTC",
      currency: "EUR",
      ticketTypes: [
        { name: "General", price: "1.001", supply: 1 },
        { name: "General", price: 1, supply: 1 },
        null,
      ],
    });
    expect(
      problemOf(refused)
        .errors?.map(({ path }) => path)
        .sort(),
    ).toEqual(["name", "ticketTypes.0.price", "ticketTypes.1.name", "ticketTypes.1.price", "ticketTypes.2"]);
  });

  test("422: every bad field at once, unknown ones too", async () => {
    const refused = await api.post("/events", {
      name: "",
      startsAt: "tomorrow",
      endsAt: daysFromNow(1),
      timeZone: "Mars/Olympus",
      currency: "euro",
      ticketTypes: [{ name: "General", price: 25, supply: 0 }],
      maxperwallet: 2,
    });
    const paths = problemOf(refused).errors?.map(({ path }) => path);
    expect(refused.status).toBe(422);
    expect(paths?.sort()).toEqual([
      "currency",
      "maxperwallet",
      "name",
      "startsAt",
      "ticketTypes.0.price",
      "ticketTypes.0.supply",
      "timeZone",
    ]);
  });
});

describe("GET /events", () => {
  test("200: newest first, page by page, our own only", async () => {
    const mine = await apiClient(runtime);
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.unshift((await aDraft(mine)).id);
    await aDraft(other);

    const first = await mine.get("/events?limit=2");
    expect(first.body).toMatchObject({
      data: [{ id: ids[0] }, { id: ids[1] }],
      nextCursor: expect.any(String),
    });
    const { nextCursor } = first.body as { nextCursor: string };
    await aDraft(mine);
    const second = await mine.get(`/events?limit=2&cursor=${encodeURIComponent(nextCursor)}`);
    expect(second.body).toMatchObject({ data: [{ id: ids[2] }], nextCursor: null });
  });

  test.each(["limit=0", "limit=201", "limit=ten", "cursor=%00", "cursor=nonsense", "limt=5"])(
    "422 for ?%s",
    async (query) => {
      const refused = await api.get(`/events?${query}`);
      expect(problemOf(refused)).toMatchObject({ status: 422, code: "validation_failed" });
      expect(problemOf(refused).errors?.[0]?.path).toBe(query.split("=")[0]);
    },
  );
});

describe("GET /events/{id}", () => {
  test("200, by our id and by the caller's", async () => {
    const { id } = await aDraft(api, { externalId: "Gala / 7 é" });
    expect((await api.get(`/events/${id}`)).body).toMatchObject({ id });
    expect((await api.get(`/events/ext:${encodeURIComponent("Gala / 7 é")}`)).body).toMatchObject({ id });
  });

  test("404: another organisation's event is answered as an unknown and as a malformed one", async () => {
    const { id } = await aDraft(other, { externalId: "theirs" });
    const unknown = "evt_01k0000000e008000000000000";
    const answers = await Promise.all(
      [id, unknown, "evt_x", "tkt_1", "ext:theirs", "ext:", "a%00b", "%F0%9F%8E%AB"].map((path) =>
        api.get(`/events/${path}`),
      ),
    );
    const [first, ...rest] = answers.map((answer) => ({ ...problemOf(answer), requestId: "" }));
    expect(first).toMatchObject({ status: 404, code: "not_found" });
    for (const each of rest) expect({ ...each, detail: first?.detail }).toEqual(first);
    expect(rest[0]?.detail).toBe(first?.detail);
  });
});

describe("POST /events/{id}/publish", () => {
  test("202: the contract's address is known at once, and the chain follows", async () => {
    const event = await anEvent(api);
    expect(event).toMatchObject({
      status: "published",
      chainId: 31337,
      contractAddress: expect.stringMatching(/^0x[0-9a-fA-F]{40}$/),
      action: { kind: "publish", status: "queued", txHash: null },
    });
    await runtime.pipeline.drain();
    const { body } = await api.get(`/actions/${event.action.id}`);
    expect(body).toMatchObject({
      status: expect.stringMatching(/confirmed|final/),
      txHash: expect.stringMatching(/^0x/),
    });
    const address = event.contractAddress as `0x${string}`;
    expect(await runtime.chain.client.getCode({ address })).toMatch(/^0x.{20,}/);
  });

  test("200 again: the same event and action, no second contract", async () => {
    const event = await anEvent(api);
    const again = await api.post(`/events/${event.id}/publish`, {});
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      contractAddress: event.contractAddress,
      action: { id: event.action.id },
    });
  });

  test("404 for another organisation's event, 422 for fields it doesn't know", async () => {
    const { id } = await aDraft(other);
    expect((await api.post(`/events/${id}/publish`)).status).toBe(404);
    const own = await aDraft(api);
    expect(problemOf(await api.post(`/events/${own.id}/publish`, { force: true })).errors).toMatchObject([
      { path: "force" },
    ]);
  });

  test("409 event_cancelled", async () => {
    const { id } = await aDraft(api);
    await putCancelled(runtime.db, id);
    expect(problemOf(await api.post(`/events/${id}/publish`))).toMatchObject({
      status: 409,
      code: "event_cancelled",
    });
  });

  test("409 publish_not_possible when the event is over", async () => {
    const { id } = await aDraft(api, { startsAt: daysFromNow(-2), endsAt: daysFromNow(-1) });
    expect(problemOf(await api.post(`/events/${id}/publish`))).toMatchObject({
      status: 409,
      code: "publish_not_possible",
    });
  });
});

describe("GET /events/{id}/stats", () => {
  test("200: counts by type and in total", async () => {
    const event = await anEvent(api);
    await someTickets(api, event, [{}, {}, {}]);
    expect((await api.get(`/events/${event.id}/stats`)).body).toMatchObject({
      totals: { supply: 10, issued: 3, available: 7, pending: 3, checkedIn: 0, invalidated: 0 },
      ticketTypes: [{ id: event.typeId, issued: 3 }],
    });
  });

  test("404 for another organisation's event", async () => {
    const { id } = await aDraft(other);
    expect((await api.get(`/events/${id}/stats`)).status).toBe(404);
  });
});
