import { expect, test } from "@playwright/test";
import { createClient, type TicketChainClient } from "@/lib/client/create-client";
import { TicketChainError } from "@/lib/client/ticket-chain-error";
import { demoKey } from "./fixtures/demo-api";
import { documentedFetch } from "./fixtures/documented-fetch";

/*
 * The path of an integrator who has only the OpenAPI file: through the client, whose types are made from it, while each
 * answer is held against it.
 */

const HOUR_MS = 3_600_000;
const WALLET = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

test("an event's whole life, by a client made from the document alone", async ({ baseURL: origin }) => {
  const baseURL = origin ?? "";
  const { fetch, used } = documentedFetch();
  const api = createClient({ baseUrl: baseURL, apiKey: demoKey(), fetch });

  const me = await api.get("/me");
  expect(me.scopes).toContain("tickets:write");
  const event = await publishedEvent(api);
  const typeId = event.ticketTypes[0]?.id ?? "";

  const key = { "Idempotency-Key": `order-${event.id}` };
  const mint = {
    headers: key,
    body: {
      eventId: event.id,
      tickets: [
        { ticketTypeId: typeId, to: WALLET, externalId: "A/1", attendee: { name: "Ada Lovelace" } },
        { ticketTypeId: typeId, to: WALLET, externalId: "A/2", seat: { row: "B", seat: "14" } },
        { ticketTypeId: typeId, email: "grace@example.org" },
      ],
    },
  };
  const { batch, tickets } = await api.post("/tickets/mint", mint);
  expect((await api.post("/tickets/mint", mint)).batch.id).toBe(batch.id);
  expect(tickets[2]).toMatchObject({ custody: true, claimToken: expect.any(String) });
  await refused(api.post("/tickets/mint", { ...mint, headers: {} }), "duplicate_external_id");
  expect(await api.followBatch(batch.id)).toMatchObject({ total: 3, confirmed: 3, failed: 0 });
  expect(await api.get("/batches/{id}", { params: { path: { id: batch.id } } })).toMatchObject({ queued: 0 });

  const query = { eventId: event.id, limit: 2 };
  const pages = await Array.fromAsync(api.pages("/tickets", { params: { query } }));
  expect(pages.map(({ length }) => length)).toEqual([2, 1]);
  const first = { params: { path: { id: "ext:A/1" }, query: { eventId: event.id } } };
  const ticket = await api.get("/tickets/{id}", first);
  expect(ticket).toMatchObject({ id: tickets[0]?.id, status: "valid", owner: WALLET });

  const nonce = "gate-7-000001";
  const admitted = await api.post("/tickets/{id}/checkin", { ...first, body: { gate: "North", nonce } });
  expect(admitted).toMatchObject({ ticket: { status: "checked_in" }, scan: { result: "admitted" } });
  const repeated = await api.post("/tickets/{id}/checkin", { ...first, body: { gate: "North", nonce } });
  expect(repeated.scan.id).toBe(admitted.scan.id);
  const again = await refused(
    api.post("/tickets/{id}/checkin", { ...first, body: { gate: "South" } }),
    "already_checked_in",
  );
  expect(again.problem).toMatchObject({ firstCheckIn: { gate: "North", scanId: admitted.scan.id } });
  const scans = await Array.fromAsync(api.rows("/tickets/{id}/scans", first));
  expect(scans.map(({ result }) => result)).toEqual(["refused", "admitted"]);

  const undone = await api.post("/tickets/{id}/undo-checkin", { ...first, body: { nonce } });
  expect((await api.waitForAction(undone.action.id)).txHash).toMatch(/^0x/);
  const invalidated = await api.post("/tickets/{id}/invalidate", { ...first, body: { reason: "refunded" } });
  await api.waitForAction(invalidated.action.id);
  await refused(api.post("/tickets/{id}/checkin", first), "ticket_invalidated");

  const { totals } = await api.get("/events/{id}/stats", { params: { path: { id: event.id } } });
  expect(totals).toMatchObject({ issued: 2, checkedIn: 0, invalidated: 1 });
  const token = await tokenOf(api, event, ticket.tokenId ?? "");
  expect(token.attributes).toContainEqual(expect.objectContaining({ trait_type: "Status" }));
  await keysOf(api, baseURL, fetch);

  expect([...used].sort()).toEqual(expect.arrayContaining(["GET /batches/{id}/events", "GET /actions/{id}"]));
});

async function publishedEvent(api: TicketChainClient) {
  const startsAt = Date.now() + 30 * 24 * HOUR_MS;
  const draft = await api.post("/events", {
    body: {
      name: "Summer Night",
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + 5 * HOUR_MS).toISOString(),
      timeZone: "Europe/Berlin",
      currency: "EUR",
      ticketTypes: [{ name: "General", price: "25", supply: 4 }],
    },
  });
  const mint = { eventId: draft.id, tickets: [{ ticketTypeId: draft.ticketTypes[0]?.id ?? "" }] };
  await refused(api.post("/tickets/mint", { body: mint }), "event_not_published");
  const path = { params: { path: { id: draft.id } } };
  const { action } = await api.post("/events/{id}/publish", path);
  await api.waitForAction(action.id);
  const event = await api.get("/events/{id}", path);
  expect(event).toMatchObject({
    status: "published",
    chain: { state: expect.stringMatching(/confirmed|final/) },
  });
  const listed = await Array.fromAsync(api.pages("/events", { params: { query: { limit: 200 } } }));
  expect(listed.flat().map(({ id }) => id)).toContain(event.id);
  return event;
}

type Event = Awaited<ReturnType<typeof publishedEvent>>;

/** What wallets read of a token. */
async function tokenOf(api: TicketChainClient, { chainId, contractAddress }: Event, tokenId: string) {
  const path = { chainId: String(chainId), contract: contractAddress ?? "", tokenId };
  return api.get("/metadata/{chainId}/{contract}/{tokenId}", { params: { path } });
}

/** A key that may less can do less, and nothing once it is revoked. */
async function keysOf(api: TicketChainClient, baseUrl: string, send: typeof fetch): Promise<void> {
  const made = await api.post("/api-keys", { body: { name: "Read only", scopes: ["events:read"] } });
  const reader = createClient({ baseUrl, apiKey: made.key, fetch: send });
  await reader.get("/events");
  expect((await refused(reader.get("/tickets"), "forbidden")).problem).toMatchObject({
    requiredScope: "tickets:read",
  });
  expect((await api.get("/api-keys")).data.map(({ id }) => id)).toContain(made.id);
  await api.delete("/api-keys/{id}", { params: { path: { id: made.id } } });
  await refused(reader.get("/events"), "unauthenticated");
}

async function refused(call: Promise<unknown>, code: TicketChainError["code"]): Promise<TicketChainError> {
  const error = await call.then(
    () => new Error(`It was not refused as ${code}.`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TicketChainError)) throw error;
  expect(error.code).toBe(code);
  return error;
}
