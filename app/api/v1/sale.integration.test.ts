import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { remoteSigner } from "@/lib/chain/remote-signer";
import { setRuntime } from "@/lib/runtime/runtime";
import { holdOutput } from "@/lib/services/hold/schema";
import { orderPage } from "@/lib/services/order/schema";
import { aDraft, anEvent, daysFromNow, someTickets } from "@/test/api-builders";
import { type ApiClient, apiClient, clientWith, problemOf } from "@/test/api-client";
import { ALICE, BOB } from "@/test/contract-callers";
import { cancelOnChain, purchaseHeld } from "@/test/sale-builders";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

let runtime: TestRuntime;
let api: Awaited<ReturnType<typeof apiClient>>;
let other: ApiClient;
const anybody = clientWith({});

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
  other = await apiClient(runtime);
});

afterAll(() => runtime.close());

const PRICED = { currency: "ETH", ticketTypes: [{ name: "General", price: "0.05", supply: 10 }] };

/** An event that is sold in the chain's coin, and on the chain. */
async function anEventOnSale(change: Record<string, unknown> = {}) {
  const event = await anEvent(api, { ...PRICED, ...change });
  await runtime.pipeline.drain();
  return event;
}

const holdOn = (
  { id, typeId }: { id: string; typeId: string },
  body: Record<string, unknown> = {},
  client = anybody,
) => client.post(`/events/${id}/holds`, { ticketTypeId: typeId, quantity: 2, buyer: ALICE.address, ...body });

async function aHold(event: { id: string; typeId: string }, body: Record<string, unknown> = {}) {
  const { status, body: hold } = await holdOn(event, body);
  expect(status).toBe(201);
  return holdOutput.parse(hold);
}

const statsOf = async ({ id }: { id: string }) => (await api.get(`/events/${id}/stats`)).body;

describe("POST /events/{id}/holds", () => {
  test("201: for ten minutes, with the permit, counted as held", async () => {
    const event = await anEventOnSale();
    const hold = await aHold(event, { buyer: ALICE.address.toLowerCase() });
    const lastsMs = Date.parse(hold.expiresAt) - Date.now();
    expect(lastsMs).toBeGreaterThan(595_000);
    expect(lastsMs).toBeLessThanOrEqual(601_000);
    expect(hold).toMatchObject({
      id: expect.stringMatching(/^hld_/),
      eventId: event.id,
      ticketTypeId: event.typeId,
      quantity: 2,
      buyer: ALICE.address,
      status: "open",
      permit: {
        domain: { name: "TicketChain", version: "1", verifyingContract: event.contractAddress },
        primaryType: "PurchasePermit",
        message: {
          buyer: ALICE.address,
          ticketType: "1",
          quantity: "2",
          unitPrice: "50000000000000000",
          deadline: `${Date.parse(hold.expiresAt) / 1000}`,
        },
      },
    });
    expect(await statsOf(event)).toMatchObject({ totals: { held: 2, available: 8, sold: 0 } });
    const { body } = await api.get(`/events/${event.id}`);
    expect(body).toMatchObject({ ticketTypes: [{ issued: 0, available: 8 }] });
  });

  test("404 for an unknown event; 422 for what isn't a type, a number or an address", async () => {
    const event = await anEventOnSale();
    const unknown = await holdOn({ ...event, id: event.id.replace(/.$/, (c) => (c === "0" ? "1" : "0")) });
    expect(problemOf(unknown)).toMatchObject({ status: 404, code: "not_found" });
    expect(problemOf(await holdOn({ ...event, id: "nonsense" }))).toMatchObject({ status: 404 });
    for (const [path, value] of Object.entries({
      ticketTypeId: "typ_nonsense",
      quantity: 101,
      buyer: "0x12",
      unknown: true,
    })) {
      const refused = problemOf(await holdOn(event, { [path]: value }));
      expect(refused).toMatchObject({ status: 422, code: "validation_failed", errors: [{ path }] });
    }
    expect(problemOf(await holdOn(event, { quantity: 0 }))).toMatchObject({ status: 422 });
  });

  test("with a key right after publishing: waits for the contract without keeping it from the chain", async () => {
    const event = await anEvent(api, PRICED);
    const body = { ticketTypeId: event.typeId, quantity: 1, buyer: ALICE.address };
    const headers = { "Idempotency-Key": `hold-${event.id}` };
    const [held] = await Promise.all([
      anybody.post(`/events/${event.id}/holds`, body, { headers }),
      runtime.pipeline.drain(),
    ]);
    expect(held.status).toBe(201);
  });

  test("and the listings: by the organiser's own id, with a key of theirs alone", async () => {
    const event = await anEventOnSale({ externalId: "own-hold" });
    expect((await holdOn({ ...event, id: "ext:own-hold" }, {}, api)).status).toBe(201);
    expect((await api.get("/events/ext:own-hold/listings")).status).toBe(200);
    for (const client of [anybody, other, clientWith({ Authorization: "Bearer tc_none" })]) {
      expect(problemOf(await holdOn({ ...event, id: "ext:own-hold" }, {}, client)).code).toBe("not_found");
      expect((await client.get(`/events/${event.id}/listings`)).status).toBe(200);
    }
  });

  test("keeps the supply from being made less than what is held", async () => {
    const event = await anEventOnSale();
    await aHold(event);
    const path = `/ticket-types/${event.typeId}`;
    const refused = await api.send("PATCH", path, { body: { supply: 1 } });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "supply_below_issued", held: 2 });
    const changed = await api.send("PATCH", path, { body: { supply: 2 } });
    expect(changed).toMatchObject({ status: 200, body: { supply: 2, available: 0 } });
  });

  test("409 event_not_published, not_for_sale_here, sale_closed, sold_out, wallet_limit", async () => {
    const draft = await aDraft(api, PRICED);
    expect(problemOf(await holdOn(draft))).toMatchObject({ status: 409, code: "event_not_published" });
    const inEuros = await anEvent(api);
    expect(problemOf(await holdOn(inEuros))).toMatchObject({ status: 409, code: "not_for_sale_here" });

    const [type] = PRICED.ticketTypes;
    const later = await anEventOnSale({ ticketTypes: [{ ...type, salesStart: daysFromNow(1) }] });
    expect(problemOf(await holdOn(later))).toMatchObject({ status: 409, code: "sale_closed" });
    const over = await anEventOnSale({ ticketTypes: [{ ...type, salesEnd: daysFromNow(-1) }] });
    expect(problemOf(await holdOn(over))).toMatchObject({ status: 409, code: "sale_closed" });

    const event = await anEventOnSale({ maxPerWallet: 3 });
    await aHold(event);
    const tooMany = problemOf(await holdOn(event));
    expect(tooMany).toMatchObject({ status: 409, code: "wallet_limit", left: 1 });
    for (const quantity of [3, 3]) await aHold(event, { quantity, buyer: aWallet() });
    const soldOut = problemOf(await holdOn(event, { quantity: 3, buyer: aWallet() }));
    expect(soldOut).toMatchObject({ status: 409, code: "sold_out", soldOut: [{ available: 2 }] });
  });

  test("503 chain_unavailable while the signer's process is away: nothing is held", async () => {
    const event = await anEventOnSale();
    const [{ address }] = runtime.chain.signers;
    const away = remoteSigner({ url: "http://127.0.0.1:1", address });
    setRuntime({ ...runtime, chain: { ...runtime.chain, signers: [away] } });
    try {
      const refused = await holdOn(event);
      expect(problemOf(refused)).toMatchObject({ status: 503, code: "chain_unavailable" });
    } finally {
      setRuntime(runtime);
    }
    expect(await statsOf(event)).toMatchObject({ ticketTypes: [{ held: 0 }] });
    await aHold(event);
  });
});

let wallets = 0;
/** An address that nobody has used yet. */
const aWallet = () => `0x${(++wallets).toString(16).padStart(40, "a")}`;

describe("DELETE /holds/{id}", () => {
  test("200: released, and the same again; others may hold the places at once", async () => {
    const event = await anEventOnSale();
    const hold = await aHold(event, { quantity: 10 });
    expect(problemOf(await holdOn(event))).toMatchObject({ code: "sold_out" });
    const first = await anybody.delete(`/holds/${hold.id}`);
    expect(first).toMatchObject({ status: 200, body: { ...hold, status: "released" } });
    expect((await anybody.delete(`/holds/${hold.id}`)).body).toEqual(first.body);
    expect(await statsOf(event)).toMatchObject({ totals: { held: 0, available: 10 } });
    await aHold(event, { quantity: 10 });
  });

  test("by a key: 200 for its own organisation's, 403 without tickets:write, 404 for another's; the hold stays", async () => {
    const hold = await aHold(await anEventOnSale());
    const reader = await api.colleague(["tickets:read"]);
    expect(problemOf(await reader.delete(`/holds/${hold.id}`))).toMatchObject({
      code: "forbidden",
      requiredScope: "tickets:write",
    });
    const stranger = await apiClient(runtime);
    expect(problemOf(await stranger.delete(`/holds/${hold.id}`))).toMatchObject({ code: "not_found" });
    expect(await api.delete(`/holds/${hold.id}`)).toMatchObject({
      status: 200,
      body: { status: "released" },
    });
  });

  test("404 for an unknown or malformed id", async () => {
    for (const id of ["hld_01k0000000e008000000000000", "nonsense"])
      expect(problemOf(await anybody.delete(`/holds/${id}`))).toMatchObject({ status: 404 });
  });
});

test("a permit buys on the chain: the hold is used, and the tickets are an order", async () => {
  const event = await anEventOnSale({ maxPerWallet: 2 });
  const hold = await aHold(event);
  const txHash = await purchaseHeld(runtime, hold, BOB);
  await runtime.pipeline.tick();

  const { body: tickets } = await api.get(`/tickets?eventId=${event.id}`);
  const { data: orders } = orderPage.parse((await api.get(`/orders?eventId=${event.id}`)).body);
  const [order] = orders;
  expect(orders).toMatchObject([
    {
      id: expect.stringMatching(/^ord_/),
      eventId: event.id,
      reference: null,
      buyer: ALICE.address,
      quantity: 2,
      total: "0.1",
      currency: "ETH",
      txHash,
    },
  ]);
  expect(tickets).toMatchObject({
    data: ["1000000002", "1000000001"].map((tokenId) => ({
      tokenId,
      owner: ALICE.address,
      status: "valid",
      orderId: order?.id,
    })),
  });
  expect((await api.get(`/orders/${order?.id}`)).body).toEqual(order);
  expect((await anybody.delete(`/holds/${hold.id}`)).body).toMatchObject({ status: "used" });
  expect(await statsOf(event)).toMatchObject({
    totals: { held: 0, issued: 2, sold: 2, available: 8 },
    ticketTypes: [{ sold: 2 }],
  });
  expect(problemOf(await holdOn(event, { quantity: 1 }))).toMatchObject({ code: "wallet_limit", left: 0 });
});

test("409 event_cancelled: nothing is held any more", async () => {
  const event = await anEventOnSale();
  const hold = await aHold(event);
  await cancelOnChain(runtime, hold);
  expect(problemOf(await holdOn(event))).toMatchObject({ status: 409, code: "event_cancelled" });
});

describe("GET /orders", () => {
  test("200: newest first, by event, reference and e-mail address", async () => {
    const event = await anEvent(api);
    await someTickets(api, event, [
      { orderId: "o-1", email: "Ada@example.org" },
      { orderId: "o-1" },
      { orderId: "o-2", attendee: { email: "bob@example.org" } },
      {},
    ]);
    const list = async (query: string) =>
      orderPage.parse((await api.get(`/orders?eventId=${event.id}${query}`)).body);
    const { data } = await list("");
    expect(new Set(data.map(({ reference }) => reference))).toEqual(new Set(["o-1", "o-2"]));
    expect(data.map(({ id }) => id)).toEqual(
      data
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    expect((await list("&reference=o-1")).data).toMatchObject([
      { reference: "o-1", quantity: 2, email: "Ada@example.org", buyer: null, total: null, currency: "EUR" },
    ]);
    expect((await list("&email=ada@EXAMPLE.org")).data).toMatchObject([{ reference: "o-1" }]);
    expect((await list("&email=bob@example.org")).data).toMatchObject([{ reference: "o-2" }]);
    expect((await list("&email=nobody@example.org")).data).toEqual([]);

    const page = await list("&limit=1");
    expect(page.data).toEqual(data.slice(0, 1));
    expect((await list(`&limit=1&cursor=${page.nextCursor}`)).data).toEqual(data.slice(1));
  });

  test("401, 403, 404 and 422", async () => {
    expect(problemOf(await anybody.get("/orders"))).toMatchObject({ status: 401 });
    const gate = await api.colleague(["checkins:write"]);
    expect(problemOf(await gate.get("/orders"))).toMatchObject({ status: 403 });
    const event = await anEvent(api);
    await someTickets(api, event, [{ orderId: "o-1" }]);
    const { data } = orderPage.parse((await api.get(`/orders?eventId=${event.id}`)).body);
    const id = data[0]?.id ?? "";
    expect((await api.get(`/orders/${id}`)).status).toBe(200);
    expect(problemOf(await gate.get(`/orders/${id}`))).toMatchObject({ status: 403 });
    expect(problemOf(await anybody.get(`/orders/${id}`))).toMatchObject({ status: 401 });
    expect(problemOf(await other.get(`/orders?eventId=${event.id}`))).toMatchObject({ status: 404 });
    for (const path of [id, "ord_01k0000000e008000000000000", "nonsense"])
      expect(problemOf(await other.get(`/orders/${path}`))).toMatchObject({ status: 404 });
    expect((await other.get("/orders")).body).toMatchObject({ data: [] });
    expect(problemOf(await api.get("/orders?limit=0"))).toMatchObject({ status: 422 });
    expect(problemOf(await api.get("/orders?cursor=x"))).toMatchObject({ status: 422 });
  });
});
