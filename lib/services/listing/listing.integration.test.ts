import { eq } from "drizzle-orm";
import { encodeFunctionData } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { auditLog } from "@/lib/db/schema/account";
import { createEvent } from "@/lib/services/event/create";
import { getEventStats } from "@/lib/services/event/get-stats";
import { publishEvent } from "@/lib/services/event/publish";
import { createEventInput } from "@/lib/services/event/schema";
import { checkInTicket } from "@/lib/services/ticket/check-in";
import { getTicket } from "@/lib/services/ticket/get";
import { resellTicket } from "@/lib/services/ticket/resell";
import { checkInInput } from "@/lib/services/ticket/schema";
import { ALICE, BOB, contractCallers, OWNER } from "@/test/contract-callers";
import { signOffer } from "@/test/sale-builders";
import { anEventBody, anOrganiser, aTicket, refused } from "@/test/service-builders";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { cancelListing } from "./cancel";
import { createListing } from "./create";
import { listListings } from "./list";

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

const HOUR_MS = 3_600_000;
const hoursFromNow = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

/** Alice's ticket on the chain, of an event in two days whose resale closes when it begins, with a clock that may be moved. */
async function aTicketOfAlice() {
  const ctx = await anOrganiser(runtime);
  const body = anEventBody({
    startsAt: hoursFromNow(48),
    endsAt: hoursFromNow(52),
    currency: "ETH",
    ticketTypes: [{ name: "General", price: "0.05", supply: 10 }],
  });
  const draft = await createEvent({ ctx, input: createEventInput.parse(body) });
  const { event } = await publishEvent({ ctx, input: { id: draft.id } });
  const { id } = await aTicket(ctx, event, { to: ALICE.address });
  await runtime.pipeline.drain();
  const { tokenId } = await getTicket({ ctx, input: { id } });
  const list = async (expiresAt: string) => {
    const offer = { contract: event.contractAddress, tokenId, priceUnits: 10n ** 16n, expiresAt };
    const signature = await signOffer(runtime, ALICE, offer);
    const input = { ticketId: id, price: "0.01", expiresAt: new Date(expiresAt), signature };
    return createListing({ ctx, input });
  };
  const open = async () => (await listListings({ ctx, input: { id: event.id, limit: 50 } })).data;
  const admit = () => checkInTicket({ ctx, input: checkInInput.parse({ id }) });
  const takeDown = (listingId: string) => cancelListing({ ctx, input: { id: listingId } });
  return { ctx, event, id, tokenId: BigInt(tokenId ?? 0), list, open, admit, takeDown };
}

describe("a listing", () => {
  it("ends when the organiser has the ticket change hands, before the chain follows", async () => {
    const { ctx, id, list, open, admit } = await aTicketOfAlice();
    await list(hoursFromNow(1));
    await resellTicket({ ctx, input: { id, to: BOB.address, price: "0.01" } });
    expect(await open()).toEqual([]);
    await admit();
  });

  it("ends at its expiry, without anything being done: the ticket is admitted again", async () => {
    const { ctx, id, list, open, admit } = await aTicketOfAlice();
    const listing = await list(hoursFromNow(1));
    expect((await refused(admit())).code).toBe("listed_for_resale");
    ctx.clock.advance(2 * HOUR_MS);
    expect(await open()).toEqual([]);
    expect(await getTicket({ ctx, input: { id } })).toMatchObject({ listing: null });
    expect(listing.status).toBe("open");
    expect((await admit()).ticket).toMatchObject({ status: "checked_in" });
  });

  it("ends with the close of resale, however long its offer is good", async () => {
    const { ctx, list, open, admit } = await aTicketOfAlice();
    await list(hoursFromNow(1_000));
    ctx.clock.advance(49 * HOUR_MS);
    expect(await open()).toEqual([]);
    expect((await refused(list(hoursFromNow(1_000)))).code).toBe("resale_closed");
    await admit();
  });

  it("and a check-in at once: one of them is refused, whichever comes second", async () => {
    for (let round = 0; round < 3; round++) {
      const { list, admit } = await aTicketOfAlice();
      const [listed, admitted] = await Promise.allSettled([list(hoursFromNow(1)), admit()]);
      expect([listed.status, admitted.status].sort()).toEqual(["fulfilled", "rejected"]);
    }
  });

  it("of two at once stays one", async () => {
    const { list, open } = await aTicketOfAlice();
    const made = await Promise.all([1, 2, 3].map((hours) => list(hoursFromNow(hours))));
    const standing = await open();
    expect(standing).toHaveLength(1);
    expect(made.map(({ id }) => id)).toContain(standing[0]?.id);
  });

  it("that the organiser takes down stays down, and is in the audit log once", async () => {
    const { ctx, list, takeDown, open } = await aTicketOfAlice();
    const { id } = await list(hoursFromNow(1));
    expect(await takeDown(id)).toMatchObject({ status: "cancelled" });
    expect(await takeDown(id)).toMatchObject({ status: "cancelled" });
    expect(await open()).toEqual([]);
    const rows = await ctx.db.select().from(auditLog).where(eq(auditLog.entityId, id));
    expect(rows).toMatchObject([{ action: "listing.cancel", actorId: ctx.actor.id }]);
  });
});

it("resold counts sales that were recorded with a price, and no transfer by the organiser", async () => {
  const { ctx, event, tokenId } = await aTicketOfAlice();
  const { send } = contractCallers(runtime.chain);
  const resell = (from: `0x${string}`, to: `0x${string}`, price: bigint) => {
    const args = [[{ tokenId, from, to, price }]] as const;
    const data = encodeFunctionData({ abi: eventTicketsAbi, functionName: "resell", args });
    return send(OWNER, { to: event.contractAddress as `0x${string}`, data });
  };
  await resell(ALICE.address, BOB.address, 0n);
  await resell(BOB.address, ALICE.address, 10n ** 16n);
  await runtime.pipeline.tick();
  const { totals } = await getEventStats({ ctx, input: { id: event.id } });
  expect(totals).toMatchObject({ resold: 1, issued: 1, sold: 0 });
});
