import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, isNull } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { webhookEndpoints, webhookMessages } from "@/lib/db/schema/webhooks";
import { createSeal } from "@/lib/seal";
import { streamOutput } from "@/lib/services/open/schema";
import { ticketPage } from "@/lib/services/ticket/schema";
import {
  deliveryPage,
  endpointOutput,
  endpointPage,
  endpointWithSecretOutput,
  replayOutput,
  secretOutput,
} from "@/lib/services/webhook/schema";
import { newSecret } from "@/lib/webhooks/secret";
import { aDraft, anEvent, someTickets } from "@/test/api-builders";
import { type ApiClient, apiClient, clientWith, problemOf } from "@/test/api-client";
import { ALICE, BOB } from "@/test/contract-callers";
import { type Deliverer, openDeliverer } from "@/test/deliverer";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

const PATIENCE = { timeout: 20_000, interval: 50 };

type Received = { headers: IncomingHttpHeaders; body: string };

let runtime: TestRuntime;
let deliverer: Deliverer;
let api: Awaited<ReturnType<typeof apiClient>>;
let other: ApiClient;
let server: Server;
let url: string;
let received: Received[] = [];
/** What the receiver answers to the requests to come; then 204. */
let answers: number[] = [];
/** What it never takes. */
let refuses: (body: string) => boolean;

beforeAll(async () => {
  runtime = await testRuntime();
  deliverer = await openDeliverer(runtime);
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      const status = refuses(body) ? 500 : (answers.shift() ?? 204);
      response.writeHead(status, status === 302 ? { Location: "http://127.0.0.1:1/" } : {});
      response.end(status === 500 ? "no\u0000t now" : "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
});
beforeEach(async () => {
  api = await apiClient(runtime);
  other = await apiClient(runtime);
  received = [];
  answers = [];
  refuses = () => false;
});
afterEach(() => runtime.pipeline.drain());
afterAll(async () => {
  await deliverer.close();
  await new Promise((resolve) => server.close(resolve));
  await runtime.close();
});

const ALL = [
  "event.published",
  "event.cancelled",
  "ticket.issued",
  "ticket.checked_in",
  "ticket.invalidated",
  "ticket.transferred",
  "ticket.resold",
  "ticket.claimed",
  "batch.completed",
  "action.failed",
];

async function anEndpoint(events: readonly string[] = ALL) {
  const { status, body } = await api.post("/webhook-endpoints", { url, events });
  expect(status).toBe(201);
  return endpointWithSecretOutput.parse(body);
}

const messageSchema = z.looseObject({ type: z.string(), timestamp: z.string(), data: z.looseObject({}) });
const messages = () => received.map(({ body }) => messageSchema.parse(JSON.parse(body)));
const types = () => messages().map(({ type }) => type);
const deliveries = async (id: string) =>
  deliveryPage.parse((await api.get(`/webhook-endpoints/${id}/deliveries`)).body).data;
/** Whether something went to an endpoint, and nothing is on its way to it. */
const isDelivered = (id: string) => async () => {
  const all = await deliveries(id);
  return all.length > 0 && all.every(({ status }) => status === "delivered");
};
/** Whether all that was announced went to the endpoints that were on then. */
const isFed = async () => (await runtime.db.$count(webhookMessages, isNull(webhookMessages.body))) === 0;
const headersOf = ({ headers }: Received) => ({
  "webhook-id": `${headers["webhook-id"]}`,
  "webhook-timestamp": `${headers["webhook-timestamp"]}`,
  "webhook-signature": `${headers["webhook-signature"]}`,
});

describe("webhooks", () => {
  test("tell of what happens, signed, with what it is about", async () => {
    const endpoint = await anEndpoint();
    const event = await anEvent(api);
    const { ids } = await someTickets(api, event, [{ to: ALICE.address }, {}]);
    await runtime.pipeline.drain();
    await api.post(`/tickets/${ids[0]}/transfer`, { to: BOB.address });
    await api.post(`/tickets/${ids[1]}/claim`, { to: ALICE.address });
    await runtime.pipeline.drain();
    await api.post(`/tickets/${ids[0]}/resell`, { to: ALICE.address, price: "1" });
    await runtime.pipeline.drain();
    await api.post(`/tickets/${ids[0]}/checkin`, { gate: "North" });
    await api.post(`/tickets/${ids[1]}/invalidate`, { reason: "other" });
    await api.post(`/events/${event.id}/cancel`);
    await vi.waitUntil(() => received.length >= 10, PATIENCE);
    expect(types().sort()).toEqual(
      [
        "event.published",
        "ticket.issued",
        "ticket.issued",
        "batch.completed",
        "ticket.transferred",
        "ticket.claimed",
        "ticket.resold",
        "ticket.checked_in",
        "ticket.invalidated",
        "event.cancelled",
      ].sort(),
    );
    for (const each of received) {
      expect(new Webhook(endpoint.secret).verify(each.body, headersOf(each))).toEqual(JSON.parse(each.body));
      expect(each.headers["content-type"]).toBe("application/json");
    }
    const ofFirst = messages().filter(({ data }) => data.ticketId === ids[0]);
    expect(ofFirst.map(({ type }) => type)).toEqual([
      "ticket.issued",
      "ticket.transferred",
      "ticket.resold",
      "ticket.checked_in",
    ]);
    expect(ofFirst[0]?.data).toMatchObject({
      eventId: event.id,
      ticket: { id: ids[0], tokenId: "1000000001" },
    });
    expect(messages().find(({ type }) => type === "batch.completed")?.data).toMatchObject({
      batch: { total: 2, confirmed: 2, queued: 0 },
    });
  });

  test("a receiver that fails 5 times and then answers gets it once more, the same and well signed", async () => {
    answers = [500, 503, 302, 429, 404];
    const endpoint = await anEndpoint(["event.cancelled"]);
    const event = await anEvent(api);
    await api.post(`/events/${event.id}/cancel`);
    await vi.waitUntil(() => received.length >= 6, PATIENCE);
    await vi.waitUntil(async () => (await deliveries(endpoint.id))[0]?.status === "delivered", PATIENCE);
    expect(received).toHaveLength(6);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const last = received.at(-1);
    if (!last) throw new Error("Nothing was received.");
    new Webhook(endpoint.secret).verify(last.body, headersOf(last));
    const [delivery] = await deliveries(endpoint.id);
    expect(delivery).toMatchObject({ status: "delivered", attempts: 6, lastStatus: 204, lastError: null });
    expect(delivery?.log.map(({ status }) => status)).toEqual([500, 503, 302, 429, 404, 204]);
    expect(delivery?.log[0]?.error).toContain("It answered 500: no t now");
  });

  test("a receiver that never answers well is given up, and told by hand", async () => {
    answers = Array.from({ length: 7 }, () => 500);
    const endpoint = await anEndpoint(["event.cancelled"]);
    const event = await anEvent(api);
    await api.post(`/events/${event.id}/cancel`);
    await vi.waitUntil(async () => (await deliveries(endpoint.id))[0]?.status === "failed", PATIENCE);
    const [failed] = await deliveries(endpoint.id);
    expect(failed).toMatchObject({ attempts: 7, nextAttemptAt: null });
    const retried = await api.post(`/webhook-endpoints/deliveries/${failed?.id}/retry`);
    expect(retried).toMatchObject({ status: 202, body: { id: failed?.id, status: "pending" } });
    await vi.waitUntil(async () => (await deliveries(endpoint.id))[0]?.status === "delivered", PATIENCE);
    const nested = await api.post(`/webhook-endpoints/${endpoint.id}/deliveries/${failed?.id}/retry`);
    expect(nested.status).toBe(202);
    await vi.waitUntil(() => received.length === 9, PATIENCE);
  });

  test("410 switches the endpoint off; enabled again, it goes on", async () => {
    answers = [410];
    const endpoint = await anEndpoint(["event.cancelled"]);
    const cancel = async () => api.post(`/events/${(await anEvent(api)).id}/cancel`);
    await cancel();
    const now = async () => endpointOutput.parse((await api.get(`/webhook-endpoints/${endpoint.id}`)).body);
    await vi.waitUntil(async () => (await now()).status === "disabled", PATIENCE);
    expect((await now()).disabledReason).toContain("410");
    const [kept] = await deliveries(endpoint.id);
    const from = new Date().toISOString();
    await cancel();
    await vi.waitUntil(isFed, PATIENCE);
    const to = new Date(Date.now() + 1).toISOString();
    for (const [path, body] of [
      [`/deliveries/${kept?.id}/retry`, {}],
      [`/${endpoint.id}/deliveries/${kept?.id}/retry`, {}],
      [`/${endpoint.id}/replay`, { from, to }],
    ] as const) {
      const refused = await api.post(`/webhook-endpoints${path}`, body);
      expect(problemOf(refused)).toMatchObject({ status: 409, code: "endpoint_disabled" });
    }
    await api.patch(`/webhook-endpoints/${endpoint.id}`, { status: "enabled" });
    expect(await now()).toMatchObject({ status: "enabled", disabledReason: null });
    // What it refused as gone is sent again, and what happened meanwhile was kept.
    await vi.waitUntil(() => received.length === 2, PATIENCE);
    await cancel();
    await vi.waitUntil(() => received.length === 3, PATIENCE);
    const replayed = await api.post(`/webhook-endpoints/${endpoint.id}/replay`, { from, to });
    expect(replayOutput.parse(replayed.body)).toEqual({ deliveries: 1 });
    await vi.waitUntil(() => received.length === 4, PATIENCE);
  });

  test("a rotated secret signs beside the one before", async () => {
    const endpoint = await anEndpoint(["event.cancelled"]);
    const rotated = await api.post(`/webhook-endpoints/${endpoint.id}/rotate-secret`);
    const { secret } = endpointWithSecretOutput.parse(rotated.body);
    expect(secret).not.toBe(endpoint.secret);
    const both = secretOutput.parse((await api.get(`/webhook-endpoints/${endpoint.id}/secret`)).body);
    expect(both).toMatchObject({ secret, previousSecret: endpoint.secret });
    await api.post(`/events/${(await anEvent(api)).id}/cancel`);
    await vi.waitUntil(() => received.length === 1, PATIENCE);
    const [message] = received;
    if (!message) throw new Error("Nothing was received.");
    for (const each of [secret, endpoint.secret]) new Webhook(each).verify(message.body, headersOf(message));
  });

  test("a secret that was sealed with another AUTH_SECRET is mended by rotating", async () => {
    const { id } = await anEndpoint(["event.cancelled"]);
    const sealed = createSeal("another-server's-secret", "webhooks").close(newSecret());
    await runtime.db.update(webhookEndpoints).set({ secret: sealed }).where(eq(webhookEndpoints.id, id));
    const refused = await api.get(`/webhook-endpoints/${id}/secret`);
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "secret_unreadable" });
    const rotated = await api.post(`/webhook-endpoints/${id}/rotate-secret`);
    const { secret } = endpointWithSecretOutput.parse(rotated.body);
    const read = secretOutput.parse((await api.get(`/webhook-endpoints/${id}/secret`)).body);
    expect(read).toMatchObject({ secret, previousSecret: null });
  });

  test("secrets rotated on one day all sign, ten at most", async () => {
    const endpoint = await anEndpoint(["event.cancelled"]);
    const secrets = [endpoint.secret];
    const rotate = () => api.post(`/webhook-endpoints/${endpoint.id}/rotate-secret`);
    for (let i = 0; i < 9; i++) secrets.push(endpointWithSecretOutput.parse((await rotate()).body).secret);
    expect(problemOf(await rotate())).toMatchObject({ status: 403, code: "forbidden" });
    await api.post(`/events/${(await anEvent(api)).id}/cancel`);
    await vi.waitUntil(() => received.length === 1, PATIENCE);
    const [message] = received;
    if (!message) throw new Error("Nothing was received.");
    for (const each of secrets) new Webhook(each).verify(message.body, headersOf(message));
    expect(() => new Webhook(newSecret()).verify(message.body, headersOf(message))).toThrow();
  });

  test("a draft that is cancelled is told of, though the chain has nothing to do", async () => {
    await anEndpoint(["event.cancelled"]);
    const { id } = await aDraft(api);
    expect((await api.post(`/events/${id}/cancel`)).status).toBeLessThan(300);
    await vi.waitUntil(() => received.length === 1, PATIENCE);
    expect(messages()[0]).toMatchObject({
      type: "event.cancelled",
      data: { eventId: id, event: { id, status: "cancelled" } },
    });
  });

  test("a time's messages are sent again, the same", async () => {
    const from = new Date(Date.now() - 1000).toISOString();
    const endpoint = await anEndpoint(["event.cancelled"]);
    await api.post(`/events/${(await anEvent(api)).id}/cancel`);
    await vi.waitUntil(isDelivered(endpoint.id), PATIENCE);
    const to = new Date(Date.now() + 60_000).toISOString();
    const replayed = await api.post(`/webhook-endpoints/${endpoint.id}/replay`, { from, to });
    expect(replayed.status).toBe(202);
    expect(replayOutput.parse(replayed.body)).toEqual({ deliveries: 1 });
    await vi.waitUntil(() => received.length === 2, PATIENCE);
    expect(received[1]?.body).toBe(received[0]?.body);
    expect(received[1]?.headers["webhook-id"]).toBe(received[0]?.headers["webhook-id"]);
    const wrong = await api.post(`/webhook-endpoints/${endpoint.id}/replay`, { from: to, to: from });
    expect(problemOf(wrong)).toMatchObject({ status: 422, errors: [{ path: "to" }] });
  });

  test("what concerns one ticket waits for what came before it; the rest doesn't", async () => {
    const endpoint = await anEndpoint(["ticket.checked_in", "ticket.invalidated"]);
    const event = await anEvent(api);
    const { ids } = await someTickets(api, event, [{}, {}]);
    const [first, second] = ids;
    refuses = (body) => body.includes("ticket.checked_in") && body.includes(`${first}`);
    await api.post(`/tickets/${first}/checkin`);
    await vi.waitUntil(() => received.length >= 1, PATIENCE);
    await api.post(`/tickets/${first}/undo-checkin`);
    await api.post(`/tickets/${first}/invalidate`, { reason: "other" });
    await api.post(`/tickets/${second}/checkin`);
    const toldOf = (id: string | undefined) => messages().filter(({ data }) => data.ticketId === id);
    await vi.waitUntil(() => toldOf(second).length === 1, PATIENCE);
    expect(toldOf(first).map(({ type }) => type)).not.toContain("ticket.invalidated");
    const waiting = (await deliveries(endpoint.id)).find(({ type }) => type === "ticket.invalidated");
    expect(waiting).toMatchObject({ status: "pending", attempts: 0, nextAttemptAt: null });

    refuses = () => false;
    await vi.waitUntil(() => toldOf(first).at(-1)?.type === "ticket.invalidated", PATIENCE);
    const told = toldOf(first).map(({ type }) => type);
    expect(told.slice(0, -1)).toEqual(told.slice(0, -1).map(() => "ticket.checked_in"));
    await vi.waitUntil(isDelivered(endpoint.id), PATIENCE);
  });

  test("a mint of 1,000 is told ticket by ticket, once each", async () => {
    await anEndpoint(["ticket.issued"]);
    const event = await anEvent(api, { ticketTypes: [{ name: "General", price: "1", supply: 1_000 }] });
    await someTickets(
      api,
      event,
      Array.from({ length: 1_000 }, () => ({})),
    );
    await runtime.pipeline.drain();
    await vi.waitUntil(() => received.length >= 1_000, { timeout: 60_000, interval: 100 });
    const told = messages().map(({ data }) => data.ticketId);
    expect(new Set(told).size).toBe(1_000);
    expect(told).toHaveLength(1_000);
  }, 90_000);
});

describe("callbacks of events made in OPEN's words", () => {
  /** An event with a callback, and one ticket sold. @returns the sale's promise. */
  async function aSale() {
    const open = clientWith({ "X-Api-Key": api.key });
    const eventId = `event-${Date.now()}`;
    const answer = await open.post("/open/stream", [
      { action: "newEvent", data: { eventId, currency: "EUR", callbackUrl: url } },
      { action: "soldTicket", data: { eventId, ticketId: `${eventId}-1`, userId: "user-7", price: "1.00" } },
    ]);
    const { data } = streamOutput.parse(answer.body);
    const [endpoint] = endpointPage.parse((await api.get("/webhook-endpoints")).body).data;
    const change = (userId: string) =>
      open.post("/open/stream", [
        { action: "resoldTicket", data: { eventId, ticketId: `${eventId}-1`, userId, price: "2.00" } },
      ]);
    return { promise: data[1]?.actionPromise, endpoint: `/webhook-endpoints/${endpoint?.id}`, change };
  }

  test("say what becomes of a promise, signed, whomever the ticket is for since", async () => {
    const { promise, endpoint, change } = await aSale();
    await change("user-8");
    await runtime.pipeline.drain();
    await vi.waitUntil(() => received.length >= 1, PATIENCE);
    const [message] = received;
    if (!message) throw new Error("Nothing was received.");
    expect(JSON.parse(message.body)).toEqual({
      callbackType: "blockchainStatusUpdate",
      promise,
      userId: "user-7",
    });
    const { secret } = secretOutput.parse((await api.get(`${endpoint}/secret`)).body);
    new Webhook(secret).verify(message.body, headersOf(message));
    const day = 86_400_000;
    const [from, to] = [-day, day].map((ms) => new Date(Date.now() + ms).toISOString());
    await vi.waitUntil(isDelivered(endpoint.split("/").at(-1) ?? ""), PATIENCE);
    const { length } = received;
    const replayed = await api.post(`${endpoint}/replay`, { from, to });
    expect(replayOutput.parse(replayed.body)).toEqual({ deliveries: length });
    await vi.waitUntil(() => received.length === 2 * length, PATIENCE);
  });

  test("wait where their endpoint is switched off", async () => {
    const { promise, endpoint } = await aSale();
    await api.patch(endpoint, { status: "disabled" });
    await runtime.pipeline.drain();
    await api.patch(endpoint, { status: "enabled" });
    await vi.waitUntil(() => received.length === 1, PATIENCE);
    expect(received[0]?.body).toContain(promise);
  });

  test("end with their endpoint, which is for nothing else, and nothing else does", async () => {
    const { endpoint } = await aSale();
    const refused = await api.patch(endpoint, { events: ["ticket.issued"] });
    expect(problemOf(refused)).toMatchObject({ status: 422, errors: [{ path: "events" }] });
    expect((await api.delete(endpoint)).status).toBe(200);
    await runtime.pipeline.drain();
    const { data } = ticketPage.parse((await api.get("/tickets")).body);
    expect(data).toMatchObject([{ status: "valid", chain: { state: "confirmed" } }]);
    expect(received).toEqual([]);
  });
});

describe("webhook endpoints", () => {
  test("201, 200 and lists without secrets; deleted ones are gone", async () => {
    const endpoint = await anEndpoint(["ticket.issued", "ticket.issued"]);
    expect(endpoint).toMatchObject({
      events: ["ticket.issued"],
      status: "enabled",
      secret: expect.stringMatching(/^whsec_/),
    });
    const listed = await api.get("/webhook-endpoints");
    expect(endpointPage.parse(listed.body).data).toMatchObject([{ id: endpoint.id }]);
    expect(listed.text).not.toContain("whsec_");
    const changed = await api.patch(`/webhook-endpoints/${endpoint.id}`, { events: ["action.failed"] });
    expect(changed.body).toMatchObject({ events: ["action.failed"], url });
    expect((await api.delete(`/webhook-endpoints/${endpoint.id}`)).status).toBe(200);
    expect((await api.get(`/webhook-endpoints/${endpoint.id}`)).status).toBe(404);
  });

  test("a name that leads nowhere yet is taken", async () => {
    const events = ["ticket.issued"];
    const made = await api.post("/webhook-endpoints", { url: "https://hooks.nowhere.example/in", events });
    expect(made.status).toBe(201);
    const { id } = endpointWithSecretOutput.parse(made.body);
    const inward = { url: "https://hooks.inward.example/in" };
    for (const refused of [
      await api.post("/webhook-endpoints", { ...inward, events }),
      await api.patch(`/webhook-endpoints/${id}`, inward),
    ])
      expect(problemOf(refused)).toMatchObject({ status: 422, errors: [{ path: "url" }] });
  });

  test("403 for more than 50, among which callbacks don't count", async () => {
    const open = clientWith({ "X-Api-Key": api.key });
    const callbackUrl = url;
    await open.post("/open/stream", [
      { action: "newEvent", data: { eventId: `many-${Date.now()}`, currency: "EUR", callbackUrl } },
    ]);
    for (let i = 0; i < 50; i++) await anEndpoint();
    const refused = await api.post("/webhook-endpoints", { url, events: ALL });
    expect(problemOf(refused)).toMatchObject({ status: 403, code: "forbidden" });
  });

  test.each([
    ["http://10.0.0.1/hooks", "url"],
    ["http://169.254.169.254/latest/meta-data", "url"],
    ["http://[fd00:ec2::254]/", "url"],
    ["ftp://example.org/", "url"],
    ["https://ada:secret@example.org/", "url"],
  ])("422 for %s", async (bad, path) => {
    const refused = await api.post("/webhook-endpoints", { url: bad, events: ["ticket.issued"] });
    expect(problemOf(refused)).toMatchObject({ status: 422, code: "validation_failed", errors: [{ path }] });
  });

  test("422 for no events and unknown ones, 404 for another's, 403 without the scope", async () => {
    for (const events of [[], ["ticket.flown"], "ticket.issued"])
      expect((await api.post("/webhook-endpoints", { url, events })).status).toBe(422);
    const { id } = await anEndpoint();
    const paths = ["", "/secret", "/deliveries"].map((rest) => `/webhook-endpoints/${id}${rest}`);
    for (const path of paths) expect((await other.get(path)).status).toBe(404);
    expect((await other.patch(`/webhook-endpoints/${id}`, { status: "disabled" })).status).toBe(404);
    expect((await other.delete(`/webhook-endpoints/${id}`)).status).toBe(404);
    expect((await other.post(`/webhook-endpoints/${id}/rotate-secret`)).status).toBe(404);
    expect((await other.post("/webhook-endpoints/deliveries/evd_none/retry")).status).toBe(404);
    const lesser = await api.colleague(["events:read"]);
    expect((await lesser.get("/webhook-endpoints")).status).toBe(403);
  });
});
