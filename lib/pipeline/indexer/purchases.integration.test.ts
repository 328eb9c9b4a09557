import { eq } from "drizzle-orm";
import type { Hex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listings } from "@/lib/db/schema/sale";
import { orders, tickets } from "@/lib/db/schema/tickets";
import { createEvent } from "@/lib/services/event/create";
import { getEventStats } from "@/lib/services/event/get-stats";
import { publishEvent } from "@/lib/services/event/publish";
import { createEventInput } from "@/lib/services/event/schema";
import { createHold } from "@/lib/services/hold/create";
import { releaseHold } from "@/lib/services/hold/release";
import { createListing } from "@/lib/services/listing/create";
import { listListings } from "@/lib/services/listing/list";
import { ALICE, BOB, contractCallers } from "@/test/contract-callers";
import { fillListing, purchaseHeld, signOffer } from "@/test/sale-builders";
import { anEventBody, anOrganiser, typeOf } from "@/test/service-builders";
import { TEST_FEES, type TestRuntime, testRuntime } from "@/test/test-runtime";
import { auditChain } from "../audit/audit-chain";
import { advanceIndex } from "./advance-index";

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

const DAY_MS = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const index = () => {
  const { db, chain, log } = runtime;
  return advanceIndex({ db, chain, log, confirmations: 1, fees: TEST_FEES });
};

async function rollBack(blocks: number): Promise<void> {
  await runtime.anvil.request({ method: "anvil_rollback", params: [blocks] } as never);
  await index();
}

async function aSale() {
  const ctx = await anOrganiser(runtime);
  const body = anEventBody({
    startsAt: daysFromNow(1),
    endsAt: daysFromNow(2),
    currency: "ETH",
    ticketTypes: [{ name: "General", price: "0.01", supply: 10 }],
  });
  const draft = await createEvent({ ctx, input: createEventInput.parse(body) });
  const { event } = await publishEvent({ ctx, input: { id: draft.id } });
  await runtime.pipeline.drain();
  const asked = { id: event.id, ticketTypeId: typeOf(event), quantity: 2, buyer: ALICE.address };
  const hold = await createHold({ ctx, input: asked });
  const seen = async () => {
    const { held, issued, sold, listed, resold } = (await getEventStats({ ctx, input: { id: event.id } }))
      .totals;
    const { length } = await ctx.db.select().from(orders).where(eq(orders.eventId, event.id));
    return { held, issued, sold, listed, resold, orders: length };
  };
  const theTickets = () => ctx.db.select().from(tickets).where(eq(tickets.eventId, event.id));
  return { ctx, event, hold, seen, theTickets };
}

const HELD = { held: 2, issued: 0, sold: 0, orders: 0 };
const SOLD = { held: 0, issued: 2, sold: 2, orders: 1 };

test("a purchase uses its hold and makes an order; a reorg takes both back, and the purchase may come again", async () => {
  const { ctx, hold, seen } = await aSale();
  await purchaseHeld(runtime, hold, ALICE);
  await index();
  expect(await seen()).toMatchObject(SOLD);
  await rollBack(1);
  expect(await seen()).toMatchObject(HELD);
  await purchaseHeld(runtime, hold, ALICE);
  await index();
  expect(await seen()).toMatchObject(SOLD);
  expect(await releaseHold({ ctx, input: { id: hold.id } })).toMatchObject({ status: "used" });
  expect(await auditChain(runtime)).toEqual([]);
});

test("a purchase by a permit of somebody else's makes an order too, and uses no hold", async () => {
  const { event, seen } = await aSale();
  const contract = event.contractAddress as Hex;
  await contractCallers(runtime.chain).purchase(contract, { nonce: 2n ** 200n, unitPrice: 1n });
  await index();
  expect(await seen()).toMatchObject({ held: 2, issued: 1, sold: 1, orders: 1 });
  await rollBack(1);
  expect(await seen()).toMatchObject(HELD);
});

async function aListing() {
  const sale = await aSale();
  const { ctx, event, hold } = sale;
  await purchaseHeld(runtime, hold, ALICE);
  await index();
  const [ticket] = await sale.theTickets();
  const expiresAt = daysFromNow(0.5);
  const tokenId = `${ticket?.tokenId}`;
  const signature = await signOffer(runtime, ALICE, {
    contract: event.contractAddress,
    tokenId,
    priceUnits: 10n ** 16n,
    expiresAt,
  });
  const input = { ticketId: ticket?.id ?? "", price: "0.01", expiresAt: new Date(expiresAt), signature };
  const listing = await createListing({ ctx, input });
  const open = async () => (await listListings({ ctx, input: { id: event.id, limit: 50 } })).data;
  return { ...sale, listing, open };
}

test("a sale on the market that a reorg takes back leaves its listing open", async () => {
  const { listing, seen, open } = await aListing();
  expect(await seen()).toMatchObject({ ...SOLD, listed: 1, resold: 0 });
  await fillListing(runtime, listing, BOB);
  await index();
  expect(await seen()).toMatchObject({ ...SOLD, listed: 0, resold: 1 });
  await rollBack(1);
  expect(await seen()).toMatchObject({ ...SOLD, listed: 1, resold: 0 });
  expect(await open()).toEqual([listing]);
});

test("a listed ticket whose purchase a reorg takes back is kept, and dead until the purchase is there again", async () => {
  const { ctx, listing, seen, open, theTickets } = await aListing();
  await rollBack(1);
  expect(await seen()).toMatchObject({ ...HELD, listed: 0 });
  expect(await open()).toEqual([]);
  expect(await theTickets()).toMatchObject([{ id: listing.ticketId, status: "failed", orderId: null }]);
  const [row] = await ctx.db.select().from(listings).where(eq(listings.id, listing.id));
  expect(row).toMatchObject({ closedAt: null });
});
