import type { PrivateKeyAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChain } from "@/lib/chain/open-chain";
import { setRuntime } from "@/lib/runtime/runtime";
import { type ListingOutput, listingOutput } from "@/lib/services/listing/schema";
import { ticketOutput } from "@/lib/services/ticket/schema";
import { anEvent, daysFromNow, someTickets } from "@/test/api-builders";
import { type ApiClient, apiClient, clientWith, problemOf } from "@/test/api-client";
import { ALICE, BOB } from "@/test/contract-callers";
import { fillListing, revokeSignatures, signCancellation, signOffer } from "@/test/sale-builders";
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

const WEI = 10n ** 16n;

/** A ticket of Alice's on the chain, of an event in the chain's coin; with changes of the event and of the ticket. */
async function aTicketOfAlice(change: Record<string, unknown> = {}, part: Record<string, unknown> = {}) {
  const ticketTypes = [{ name: "General", price: "0.05", supply: 10 }];
  const event = await anEvent(api, { currency: "ETH", ticketTypes, ...change });
  const { ids } = await someTickets(api, event, [{ to: ALICE.address, ...part }]);
  await runtime.pipeline.drain();
  const { body } = await api.get(`/tickets/${ids[0]}`);
  return { event, ticket: ticketOutput.parse(body) };
}

type Mine = Awaited<ReturnType<typeof aTicketOfAlice>>;
type Terms = { price?: string; expiresAt?: string; seller?: PrivateKeyAccount; nonce?: bigint };

async function offer({ event, ticket }: Mine, terms: Terms = {}) {
  const { price = "0.05", expiresAt = daysFromNow(1), seller = ALICE, nonce = 0n } = terms;
  const signature = await signOffer(runtime, seller, {
    contract: event.contractAddress,
    tokenId: ticket.tokenId,
    priceUnits: BigInt(Math.round(Number(price) * 100)) * WEI,
    expiresAt,
    nonce,
  });
  return anybody.post("/listings", { ticketId: ticket.id, price, expiresAt, signature });
}

async function aListing(mine: Mine, terms: Terms = {}): Promise<ListingOutput> {
  const { status, body } = await offer(mine, terms);
  expect(status, JSON.stringify(body)).toBe(201);
  return listingOutput.parse(body);
}

const listed = async ({ event }: Mine) => (await anybody.get(`/events/${event.id}/listings`)).body;
const ticketNow = async ({ ticket }: Mine) => (await api.get(`/tickets/${ticket.id}`)).body;
const statsOf = async ({ event }: Mine) => (await api.get(`/events/${event.id}/stats`)).body;
/** What became of a listing that is open no more: taking it down changes nothing that was filled. */
const statusOf = async ({ id }: ListingOutput) => (await api.delete(`/listings/${id}`)).body;

describe("POST /listings", () => {
  test("201: listed for all to see, with the offer", async () => {
    const mine = await aTicketOfAlice();
    const listing = await aListing(mine, { price: "0.04" });
    expect(listing).toMatchObject({
      id: expect.stringMatching(/^lst_/),
      ticketId: mine.ticket.id,
      eventId: mine.event.id,
      tokenId: "1000000001",
      seller: ALICE.address,
      price: "0.04",
      currency: "ETH",
      status: "open",
      offer: {
        domain: { name: "TicketChain Market", version: "1" },
        primaryType: "Offer",
        message: {
          tickets: mine.event.contractAddress,
          tokenId: "1000000001",
          price: "40000000000000000",
          currency: "0x0000000000000000000000000000000000000000",
          expiry: `${Date.parse(listing.expiresAt) / 1000}`,
          nonce: "0",
        },
      },
    });
    expect(await listed(mine)).toEqual({ data: [listing], nextCursor: null });
    const { id, price, currency, expiresAt } = listing;
    expect(await ticketNow(mine)).toMatchObject({ listing: { id, price, currency, expiresAt } });
    expect(await statsOf(mine)).toMatchObject({ totals: { listed: 1, resold: 0 } });
  });

  test("a newer one takes the place of the older", async () => {
    const mine = await aTicketOfAlice();
    const first = await aListing(mine);
    const second = await aListing(mine, { price: "0.03" });
    expect(await listed(mine)).toMatchObject({ data: [{ id: second.id }] });
    expect(await statusOf(first)).toMatchObject({ status: "cancelled" });
    expect(await ticketNow(mine)).toMatchObject({ listing: { id: second.id, price: "0.03" } });
  });

  test("403 signature_invalid, with what has to be signed, which then is taken", async () => {
    const mine = await aTicketOfAlice();
    for (const wrong of [{ seller: BOB }, { nonce: 1n }]) {
      const refused = problemOf(await offer(mine, wrong));
      expect(refused).toMatchObject({ status: 403, code: "signature_invalid", signer: ALICE.address });
    }
    const expiresAt = daysFromNow(1);
    const asked = { ticketId: mine.ticket.id, price: "0.05", expiresAt };
    const refused = problemOf(await anybody.post("/listings", { ...asked, signature: "0x00" }));
    // biome-ignore lint/suspicious/noExplicitAny: typed data as a client would hand it to a wallet.
    const signature = await ALICE.signTypedData(refused.typedData as any);
    expect(await anybody.post("/listings", { ...asked, signature })).toMatchObject({ status: 201 });
  });

  test("403 for a signature that the market would refuse, though a key made it", async () => {
    const mine = await aTicketOfAlice();
    const expiresAt = daysFromNow(1);
    const signature = await signOffer(runtime, ALICE, {
      contract: mine.event.contractAddress,
      tokenId: mine.ticket.tokenId,
      priceUnits: WEI,
      expiresAt,
    });
    const parity = signature.endsWith("1b") ? "00" : "01";
    const bare = signature.slice(0, -2) + parity;
    const asked = { ticketId: mine.ticket.id, price: "0.01", expiresAt };
    expect(problemOf(await anybody.post("/listings", { ...asked, signature: bare })).status).toBe(403);
    expect((await anybody.post("/listings", { ...asked, signature })).status).toBe(201);
  });

  test("409 price_above_cap", async () => {
    const mine = await aTicketOfAlice({ resaleCapBps: 12_000 });
    expect(problemOf(await offer(mine, { price: "0.07" }))).toMatchObject({
      status: 409,
      code: "price_above_cap",
      cap: "0.06",
    });
    await aListing(mine, { price: "0.06" });
    const free = await aTicketOfAlice({ resaleCapBps: 65_535 });
    await aListing(free, { price: "5000" });
  });

  test("409 transfer_locked by policy and in custody, resale_closed, not_for_sale_here", async () => {
    const locked = await aTicketOfAlice({ transferPolicy: "locked" });
    expect(problemOf(await offer(locked))).toMatchObject({ status: 409, code: "transfer_locked" });
    const custody = await aTicketOfAlice({}, { to: undefined });
    expect(problemOf(await offer(custody))).toMatchObject({ status: 409, code: "transfer_locked" });
    const closed = await aTicketOfAlice({ resaleClosesAt: daysFromNow(-1) });
    expect(problemOf(await offer(closed))).toMatchObject({ status: 409, code: "resale_closed" });
    const inEuros = await aTicketOfAlice({ currency: "EUR" });
    expect(problemOf(await offer(inEuros))).toMatchObject({ status: 409, code: "not_for_sale_here" });
  });

  test("409 already_checked_in, ticket_invalidated, not_yet_issued", async () => {
    const inside = await aTicketOfAlice();
    await api.post(`/tickets/${inside.ticket.id}/checkin`, {});
    expect(problemOf(await offer(inside))).toMatchObject({ status: 409, code: "already_checked_in" });
    const void_ = await aTicketOfAlice();
    await api.post(`/tickets/${void_.ticket.id}/invalidate`, { reason: "other" });
    expect(problemOf(await offer(void_))).toMatchObject({ status: 409, code: "ticket_invalidated" });

    const event = await anEvent(api, {
      currency: "ETH",
      ticketTypes: [{ name: "General", price: "1", supply: 1 }],
    });
    const { ids } = await someTickets(api, event, [{ to: ALICE.address }]);
    const signature = `0x${"00".repeat(65)}`;
    const asked = { ticketId: ids[0], price: "1", expiresAt: daysFromNow(1), signature };
    expect(problemOf(await anybody.post("/listings", asked))).toMatchObject({ code: "not_yet_issued" });
  });

  test("503 chain_unavailable while the chain can't be asked, and 201 then", async () => {
    const mine = await aTicketOfAlice();
    const away = openChain({ ...runtime.chain, rpcUrls: ["http://127.0.0.1:1"] });
    setRuntime({ ...runtime, chain: away });
    try {
      const refused = await offer(mine);
      expect(problemOf(refused)).toMatchObject({ status: 503, code: "chain_unavailable" });
      expect(refused.headers.get("retry-after")).toBe("5");
    } finally {
      setRuntime(runtime);
    }
    await aListing(mine);
  });

  test("404 and 422", async () => {
    const asked = { price: "1", expiresAt: daysFromNow(1), signature: "0x12" };
    for (const ticketId of ["tkt_01k0000000e008000000000000", "nonsense"])
      expect(problemOf(await anybody.post("/listings", { ...asked, ticketId })).status).toBe(404);
    const { ticket } = await aTicketOfAlice();
    for (const [path, value] of Object.entries({
      signature: "0xno",
      price: "0.0000000000000000001",
      expiresAt: daysFromNow(-1),
    })) {
      const refused = await anybody.post("/listings", { ...asked, ticketId: ticket.id, [path]: value });
      expect(problemOf(refused)).toMatchObject({ status: 422, errors: [{ path }] });
    }
  });
});

describe("a listing", () => {
  test("is filled on the chain by what it answers", async () => {
    const mine = await aTicketOfAlice();
    const listing = await aListing(mine);
    await fillListing(runtime, listing, BOB);
    await runtime.pipeline.tick();
    expect(await ticketNow(mine)).toMatchObject({ owner: BOB.address, listing: null });
    expect(await listed(mine)).toMatchObject({ data: [] });
    expect(await statusOf(listing)).toMatchObject({ status: "filled" });
    expect(await statsOf(mine)).toMatchObject({ totals: { listed: 0, resold: 1 } });

    // The next holder's offer names the next nonce.
    expect(problemOf(await offer(mine, { seller: BOB }))).toMatchObject({ code: "signature_invalid" });
    const next = await aListing(mine, { seller: BOB, nonce: 1n });
    await fillListing(runtime, next, ALICE);
    await runtime.pipeline.tick();
    expect(await statusOf(next)).toMatchObject({ status: "filled" });
    expect(await statsOf(mine)).toMatchObject({ totals: { resold: 2 } });
  });

  test("that was replaced may still be filled on the chain, and then is", async () => {
    const mine = await aTicketOfAlice();
    const first = await aListing(mine, { price: "0.02" });
    const second = await aListing(mine, { price: "0.05" });
    await fillListing(runtime, first, BOB);
    await runtime.pipeline.tick();
    expect(await statusOf(first)).toMatchObject({ status: "filled" });
    expect(await listed(mine)).toMatchObject({ data: [] });
    expect(await statusOf(second)).toMatchObject({ status: "cancelled" });
  });

  test("dies when its holder revokes, and when the ticket is invalidated", async () => {
    const mine = await aTicketOfAlice();
    const listing = await aListing(mine);
    await revokeSignatures(runtime, ALICE, {
      contract: mine.event.contractAddress,
      tokenId: mine.ticket.tokenId,
    });
    await runtime.pipeline.tick();
    expect(await listed(mine)).toMatchObject({ data: [] });
    expect(await ticketNow(mine)).toMatchObject({ listing: null });

    const again = await aListing(mine, { nonce: 1n });
    await api.post(`/tickets/${mine.ticket.id}/invalidate`, { reason: "other" });
    expect(await listed(mine)).toMatchObject({ data: [] });
    for (const gone of [again, listing]) expect(await statusOf(gone)).toMatchObject({ status: "cancelled" });
  });

  test("keeps its ticket from being admitted, until it is taken down", async () => {
    const mine = await aTicketOfAlice();
    const listing = await aListing(mine);
    const path = `/tickets/${mine.ticket.id}`;
    const refused = await api.post(`${path}/checkin`, { nonce: "n-1" });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "listed_for_resale" });
    expect((await api.get(`${path}/scans`)).body).toMatchObject({
      data: [{ result: "refused", code: "listed_for_resale", nonce: "n-1" }],
    });
    await api.delete(`/listings/${listing.id}`);
    expect((await api.post(`${path}/checkin`, { nonce: "n-2" })).status).toBe(200);
  });
});

describe("DELETE /listings/{id}", () => {
  const inTenMinutes = () => Math.floor(Date.now() / 1000) + 600;

  test("200 by the seller's signature; again: the same answer", async () => {
    const mine = await aTicketOfAlice();
    const listing = await aListing(mine);
    const deadline = inTenMinutes();
    const signature = await signCancellation(runtime, ALICE, { listingId: listing.id, deadline });
    const body = { signature, deadline };
    const first = await anybody.send("DELETE", `/listings/${listing.id}`, { body });
    expect(first).toMatchObject({ status: 200, body: { ...listing, status: "cancelled" } });
    expect((await anybody.send("DELETE", `/listings/${listing.id}`, { body })).body).toEqual(first.body);
    expect(await listed(mine)).toMatchObject({ data: [] });
    const told = { action: "listing.cancel", actor: { type: "holder", id: ALICE.address } };
    expect((await api.get(`/audit-log?entityId=${listing.id}`)).body).toMatchObject({ data: [told] });
  });

  test("403 signature_invalid without one, with another's, of another listing or too late", async () => {
    const mine = await aTicketOfAlice();
    const { id: listingId } = await aListing(mine);
    const deadline = inTenMinutes();
    const late = deadline - 1_000;
    const bodies = [
      {},
      { deadline, signature: await signCancellation(runtime, BOB, { listingId, deadline }) },
      {
        deadline,
        signature: await signCancellation(runtime, ALICE, {
          listingId: "lst_01k0000000e008000000000000",
          deadline,
        }),
      },
      { deadline: late, signature: await signCancellation(runtime, ALICE, { listingId, deadline: late }) },
    ];
    for (const body of bodies) {
      const refused = problemOf(await anybody.send("DELETE", `/listings/${listingId}`, { body }));
      expect(refused).toMatchObject({
        status: 403,
        code: "signature_invalid",
        typedData: { primaryType: "ListingCancellation", message: { listingId } },
      });
    }
    expect(await listed(mine)).toMatchObject({ data: [{ id: listingId }] });
  });

  test("200 for the organiser; 403 without the scope, 401 for a bad key, 404 for others and unknown ids", async () => {
    const mine = await aTicketOfAlice();
    const { id } = await aListing(mine);
    const reader = await api.colleague(["tickets:read"]);
    expect(problemOf(await reader.delete(`/listings/${id}`))).toMatchObject({
      status: 403,
      requiredScope: "tickets:write",
    });
    const nobody = clientWith({ Authorization: "Bearer tc_nonsense" });
    expect(problemOf(await nobody.delete(`/listings/${id}`)).status).toBe(401);
    expect(problemOf(await other.delete(`/listings/${id}`)).status).toBe(404);
    for (const unknown of ["lst_01k0000000e008000000000000", "nonsense"])
      expect(problemOf(await api.delete(`/listings/${unknown}`)).status).toBe(404);
    expect((await api.delete(`/listings/${id}`)).body).toMatchObject({ status: "cancelled" });
    const bad = await anybody.send("DELETE", `/listings/${id}`, { body: { deadline: "soon" } });
    expect(problemOf(bad)).toMatchObject({ status: 422, errors: [{ path: "deadline" }] });
  });
});

describe("GET /events/{id}/listings", () => {
  test("200 in pages; 404 for a draft and for unknown ids; 422 for a bad page", async () => {
    const event = await anEvent(api, {
      currency: "ETH",
      ticketTypes: [{ name: "General", price: "0.05", supply: 10 }],
    });
    const { ids } = await someTickets(
      api,
      event,
      [1, 2, 3].map(() => ({ to: ALICE.address })),
    );
    await runtime.pipeline.drain();
    const newest: string[] = [];
    for (const id of ids) {
      const ticket = ticketOutput.parse((await api.get(`/tickets/${id}`)).body);
      newest.unshift((await aListing({ event, ticket })).id);
    }
    const path = `/events/${event.id}/listings`;
    const page = await anybody.get(`${path}?limit=2`);
    const { nextCursor } = page.body as { nextCursor: string };
    expect(page.body).toMatchObject({ data: newest.slice(0, 2).map((id) => ({ id })) });
    expect((await anybody.get(`${path}?limit=2&cursor=${nextCursor}`)).body).toMatchObject({
      data: [{ id: newest[2] }],
      nextCursor: null,
    });
    expect(problemOf(await anybody.get(`${path}?limit=0`)).status).toBe(422);
    const draft = await api.post("/events", {
      name: "A draft",
      startsAt: daysFromNow(1),
      endsAt: daysFromNow(2),
      timeZone: "UTC",
      currency: "ETH",
      ticketTypes: [{ name: "General", price: "1", supply: 1 }],
    });
    const { id } = draft.body as { id: string };
    for (const unknown of [id, "evt_01k0000000e008000000000000", "nonsense"])
      expect(problemOf(await anybody.get(`/events/${unknown}/listings`)).status).toBe(404);
  });
});
