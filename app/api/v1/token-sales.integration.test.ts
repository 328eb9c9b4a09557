import { type Address, erc20Abi } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Token } from "@/lib/chain/chain";
import { MARKET_ADDRESS } from "@/lib/chain/market-address";
import { setRuntime } from "@/lib/runtime/runtime";
import { holdOutput } from "@/lib/services/hold/schema";
import { listingOutput } from "@/lib/services/listing/schema";
import { orderPage } from "@/lib/services/order/schema";
import { ticketPage } from "@/lib/services/ticket/schema";
import { aDraft, anEvent, daysFromNow } from "@/test/api-builders";
import { apiClient, clientWith, problemOf } from "@/test/api-client";
import { ALICE, BOB } from "@/test/contract-callers";
import { fillListing, purchaseHeld, signOffer } from "@/test/sale-builders";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { aToken, giveToken } from "@/test/token-builders";

let runtime: TestRuntime;
let api: Awaited<ReturnType<typeof apiClient>>;
let token: Address;
const anybody = clientWith({});

beforeAll(async () => {
  runtime = await testRuntime();
  token = await aToken(runtime);
  api = await apiClient(runtime);
});

afterAll(() => runtime.close());

const PRICED = {
  currency: "TEUR",
  royaltyBps: 1_000,
  ticketTypes: [{ name: "General", price: "25.50", supply: 10 }],
};

const OTHER_TOKEN = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";

const balanceOf = (account: Address) =>
  runtime.chain.client.readContract({
    abi: erc20Abi,
    address: token,
    functionName: "balanceOf",
    args: [account],
  });

describe("the tokens configured", () => {
  test("are named by /me and /ready", async () => {
    const tokens = [{ symbol: "TEUR", decimals: 6, address: token }];
    expect((await api.get("/me")).body).toMatchObject({ chain: { nativeSymbol: "ETH", tokens } });
    expect((await anybody.get("/ready")).body).toMatchObject({ chain: { tokens } });
  });

  test("are currencies: 201 with the price as that currency has it", async () => {
    const { status, body } = await api.post("/events", { ...PRICED, ...(await timesOf()) });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      currency: "TEUR",
      currencyAddress: token,
      ticketTypes: [{ price: "25.5" }],
    });
  });

  test("422 for a price that is finer, and for a token that isn't there", async () => {
    const finer = { ...PRICED, ticketTypes: [{ name: "General", price: "0.0000001", supply: 1 }] };
    expect(problemOf(await api.post("/events", { ...finer, ...(await timesOf()) }))).toMatchObject({
      errors: [{ path: "ticketTypes.0.price", message: "must have at most 6 decimals, as TEUR has" }],
    });
    const other = { ...PRICED, currency: "USDC", ...(await timesOf()) };
    expect(problemOf(await api.post("/events", other))).toMatchObject({
      errors: [
        {
          path: "currency",
          message: "must be ETH, the coin of this chain, TEUR, or an ISO 4217 code such as EUR",
        },
      ],
    });
  });

  test("a draft may change to one and back: prices read the same", async () => {
    const draft = await aDraft(api, { currency: "EUR" });
    const changed = await api.patch(`/events/${draft.id}`, { currency: "TEUR" });
    expect(changed.body).toMatchObject({
      currency: "TEUR",
      currencyAddress: token,
      ticketTypes: [{ price: "25" }],
    });
    const back = await api.patch(`/events/${draft.id}`, { currency: "EUR" });
    expect(back.body).toMatchObject({
      currency: "EUR",
      currencyAddress: null,
      ticketTypes: [{ price: "25.00" }],
    });
  });
});

test("a draft is not published for a token that is another now, or none: its currency is said again first", async () => {
  const draft = await aDraft(api, { currency: "TEUR" });
  const publish = () => api.post(`/events/${draft.id}/publish`);
  const configure = (tokens: Token[]) => setRuntime({ ...runtime, chain: { ...runtime.chain, tokens } });
  try {
    configure([]);
    expect(problemOf(await publish())).toMatchObject({ status: 409, code: "publish_not_possible" });
    configure([{ symbol: "TEUR", decimals: 18, address: OTHER_TOKEN }]);
    expect(problemOf(await publish())).toMatchObject({ status: 409, code: "publish_not_possible" });
    const changed = await api.patch(`/events/${draft.id}`, { currency: "TEUR" });
    const price = draft.ticketTypes[0]?.price;
    expect(changed.body).toMatchObject({ currencyAddress: OTHER_TOKEN, ticketTypes: [{ price }] });
    expect((await publish()).status).toBe(202);
  } finally {
    configure([{ symbol: "TEUR", decimals: 6, address: token }]);
  }
});

async function timesOf() {
  return { name: "Token Night", startsAt: daysFromNow(10), endsAt: daysFromNow(11), timeZone: "UTC" };
}

test("tickets are bought, resold and accounted for in the token", async () => {
  const event = await anEvent(api, PRICED);
  await runtime.pipeline.drain();
  await giveToken(runtime, token, { to: ALICE, amount: 100_000_000n });
  await giveToken(runtime, token, { to: BOB, amount: 100_000_000n });

  const asked = { ticketTypeId: event.typeId, quantity: 2, buyer: ALICE.address };
  const hold = holdOutput.parse((await anybody.post(`/events/${event.id}/holds`, asked)).body);
  expect(hold).toMatchObject({
    total: "51",
    currency: "TEUR",
    currencyAddress: token,
    permit: { message: { unitPrice: "25500000" } },
  });
  await purchaseHeld(runtime, hold, ALICE);
  await runtime.pipeline.tick();
  expect(await balanceOf(ALICE.address)).toBe(49_000_000n);
  const { data: orders } = orderPage.parse((await api.get(`/orders?eventId=${event.id}`)).body);
  expect(orders).toMatchObject([{ buyer: ALICE.address, quantity: 2, total: "51", currency: "TEUR" }]);

  const { data: tickets } = ticketPage.parse((await api.get(`/tickets?eventId=${event.id}`)).body);
  const [ticket] = tickets;
  if (!ticket) throw new Error("Nothing was bought.");
  const terms = { ticketId: ticket.id, price: "20.25", expiresAt: daysFromNow(1) };
  const signature = await signOffer(runtime, ALICE, {
    contract: event.contractAddress,
    tokenId: ticket.tokenId,
    priceUnits: 20_250_000n,
    currency: token,
    expiresAt: terms.expiresAt,
  });
  const listing = listingOutput.parse((await anybody.post("/listings", { ...terms, signature })).body);
  expect(listing).toMatchObject({
    price: "20.25",
    currency: "TEUR",
    offer: { message: { price: "20250000", currency: token } },
  });
  await fillListing(runtime, listing, BOB);
  await runtime.pipeline.tick();
  expect((await api.get(`/tickets/${ticket.id}`)).body).toMatchObject({ owner: BOB.address, listing: null });
  expect(await balanceOf(BOB.address)).toBe(79_750_000n);
  expect(await balanceOf(MARKET_ADDRESS)).toBe(20_250_000n);
});

test("409 price_above_cap says the cap in the token", async () => {
  const event = await anEvent(api, PRICED);
  const minted = await api.post("/tickets/mint", {
    eventId: event.id,
    tickets: [{ ticketTypeId: event.typeId, to: ALICE.address, externalId: "A1" }],
  });
  expect(minted.status).toBe(202);
  await runtime.pipeline.drain();
  const { data } = ticketPage.parse((await api.get(`/tickets?eventId=${event.id}`)).body);
  const sold = await api.post(`/tickets/${data[0]?.id}/resell`, { to: BOB.address, price: "25.500001" });
  expect(problemOf(sold)).toMatchObject({ code: "price_above_cap", cap: "25.5" });
});
