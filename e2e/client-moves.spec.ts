import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { createClient, type TicketChainClient } from "@/lib/client/create-client";
import { demoKey } from "./fixtures/demo-api";
import { documentedFetch } from "./fixtures/documented-fetch";

/*
 * What an integrator does beyond selling and admitting, by the client and the document alone, with a server of their own that
 * listens to webhooks.
 */

const HOUR_MS = 3_600_000;
const ADA = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const BOB = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";

type Message = { type: string; data: Record<string, unknown> };

/** A server that keeps what it is sent, once its signature was checked. */
async function receiver() {
  const messages: Message[] = [];
  let secret = "";
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, `${value}`]),
    );
    messages.push(new Webhook(secret).verify(Buffer.concat(chunks).toString("utf8"), headers) as Message);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    messages,
    url: `http://127.0.0.1:${port}/hooks`,
    trust: (given: string) => {
      secret = given;
    },
    close: () => server.close(),
  };
}

async function publishedEvent(api: TicketChainClient, currency: string, price: string) {
  const startsAt = Date.now() + 30 * 24 * HOUR_MS;
  const { id } = await api.post("/events", {
    body: {
      name: "Autumn Night",
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + 5 * HOUR_MS).toISOString(),
      timeZone: "Europe/Berlin",
      currency,
      ticketTypes: [{ name: "General", price, supply: 10 }],
    },
  });
  const { action, ...event } = await api.post("/events/{id}/publish", { params: { path: { id } } });
  await api.waitForAction(action.id);
  return { ...event, typeId: event.ticketTypes[0]?.id ?? "" };
}

test("what is moved, changed, held and told, by a client made from the document alone", async ({
  baseURL,
}) => {
  const { fetch } = documentedFetch();
  const api = createClient({ baseUrl: baseURL ?? "", apiKey: demoKey(), fetch });
  const own = await receiver();
  const endpoint = await api.post("/webhook-endpoints", {
    body: { url: own.url, events: ["ticket.issued", "ticket.claimed", "ticket.resold", "event.cancelled"] },
  });
  own.trust(endpoint.secret);

  const event = await publishedEvent(api, "EUR", "25");
  const here = { params: { path: { id: event.id } } };
  const type = await api.post("/events/{id}/ticket-types", {
    ...here,
    body: { name: "Late bird", price: "35", supply: 5 },
  });
  expect(type).toMatchObject({ price: "35.00", action: { kind: "add_ticket_type" } });
  const more = { params: { path: { id: type.id } }, body: { supply: 6 } };
  expect(await api.patch("/ticket-types/{id}", more)).toMatchObject({ supply: 6 });
  expect(await api.patch("/events/{id}", { ...here, body: { name: "Late Night" } })).toMatchObject({
    name: "Late Night",
  });

  const { tickets, batch } = await api.post("/tickets/mint", {
    body: {
      eventId: event.id,
      tickets: [
        { ticketTypeId: type.id, to: ADA, orderId: "order-7" },
        { ticketTypeId: type.id, email: "grace@example.org", orderId: "order-7" },
        { ticketTypeId: event.typeId, to: ADA },
      ],
    },
  });
  const [held, kept, third] = tickets;
  await api.followBatch(batch.id);
  const of = (id = "") => ({ params: { path: { id } } });
  const resold = await api.post("/tickets/{id}/resell", { ...of(held?.id), body: { to: BOB, price: "30" } });
  await api.waitForAction(resold.action.id);
  const stranger = createClient({ baseUrl: baseURL ?? "", apiKey: "", fetch });
  const claimed = await stranger.post("/tickets/{id}/claim", {
    ...of(kept?.id),
    body: { to: ADA, claimToken: kept?.claimToken ?? "" },
  });
  await api.waitForAction(claimed.action.id);
  const moved = await api.post("/tickets/{id}/transfer", { ...of(third?.id), body: { to: BOB } });
  await api.waitForAction(moved.action.id);
  expect(await api.get("/tickets/{id}", of(held?.id))).toMatchObject({ owner: BOB });
  expect(await api.get("/tickets/{id}", of(kept?.id))).toMatchObject({ owner: ADA, custody: false });

  const done = await api.post("/tickets/batch", {
    body: {
      operations: [
        { op: "checkin", ticketId: held?.id ?? "", gate: "North" },
        { op: "invalidate", ticketId: kept?.id ?? "", reason: "refunded" },
        { op: "checkin", ticketId: "tkt_01k0000000e008000000000000" },
      ],
    },
  });
  expect(done.results.map(({ status }) => status)).toEqual(["accepted", "accepted", "refused"]);
  await api.followBatch(done.batch.id);
  const orders = await Array.fromAsync(api.rows("/orders", { params: { query: { eventId: event.id } } }));
  expect(orders).toMatchObject([{ reference: "order-7" }]);

  const sale = await publishedEvent(api, "ETH", "0.01");
  const hold = await stranger.post("/events/{id}/holds", {
    params: { path: { id: sale.id } },
    body: { ticketTypeId: sale.typeId, quantity: 2, buyer: ADA },
  });
  expect(hold).toMatchObject({ status: "open", permit: { primaryType: "PurchasePermit" } });
  expect((await api.get("/events/{id}/stats", { params: { path: { id: sale.id } } })).totals).toMatchObject({
    held: 2,
    available: 8,
  });
  await stranger.delete("/holds/{id}", of(hold.id));

  const cancelled = await api.post("/events/{id}/cancel", here);
  expect(cancelled).toMatchObject({ status: "cancelled" });
  const told = () =>
    own.messages.filter(({ data }) => data.eventId === event.id).map(({ type: name }) => name);
  await expect.poll(() => told().length, { timeout: 20_000 }).toBe(6);
  expect(told().sort()).toEqual([
    "event.cancelled",
    "ticket.claimed",
    "ticket.issued",
    "ticket.issued",
    "ticket.issued",
    "ticket.resold",
  ]);
  const deliveries = await Array.fromAsync(api.rows("/webhook-endpoints/{id}/deliveries", of(endpoint.id)));
  expect(deliveries.every(({ status }) => status === "delivered")).toBe(true);
  await api.delete("/webhook-endpoints/{id}", of(endpoint.id));
  own.close();

  const { data: audit } = await api.get("/audit-log", {
    params: { query: { entity: "event", entityId: event.id } },
  });
  expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(["event.create", "event.cancel"]));
  const { token } = await api.post("/tokens", { body: { scopes: ["events:read"] } });
  const brief = createClient({ baseUrl: baseURL ?? "", apiKey: token, fetch });
  expect((await brief.get("/me")).scopes).toEqual(["events:read"]);
});
