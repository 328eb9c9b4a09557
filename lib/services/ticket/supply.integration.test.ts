import { afterAll, beforeAll, expect, it } from "vitest";
import { organisations } from "@/lib/db/schema/auth";
import { newId } from "@/lib/ids";
import { type Context, systemClock } from "@/lib/services/context";
import { getEventStats } from "@/lib/services/event/get-stats";
import { aPublishedEvent, aTicket, refused, typeOf } from "@/test/service-builders";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { getTicket } from "./get";
import { invalidateTicket } from "./invalidate";

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

const daysFromNow = (days: number) => new Date(systemClock.now().getTime() + days * 86_400_000).toISOString();

async function anOrganiser(): Promise<Context> {
  const organisationId = newId("org");
  await runtime.db.insert(organisations).values({
    id: organisationId,
    name: "An organiser",
    slug: organisationId,
    walletAddress: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  });
  return runtime.context({ organisationId });
}

it("gives an invalidated ticket's place to another, on the chain as well", async () => {
  const ctx = await anOrganiser();
  const event = await aPublishedEvent(ctx, {
    startsAt: daysFromNow(1),
    endsAt: daysFromNow(2),
    ticketTypes: [{ name: "The only one", price: "25", supply: 1 }],
  });
  const first = await aTicket(ctx, event);
  await runtime.pipeline.drain();
  expect(await getTicket({ ctx, input: { id: first.id } })).toMatchObject({ status: "valid" });
  expect((await refused(aTicket(ctx, event))).code).toBe("sold_out");

  await invalidateTicket({ ctx, input: { id: first.id, reason: "refunded" } });
  await runtime.pipeline.drain();
  const second = await aTicket(ctx, event);
  await runtime.pipeline.drain();

  const minted = await getTicket({ ctx, input: { id: second.id } });
  expect(minted).toMatchObject({
    ticketTypeId: typeOf(event),
    status: "valid",
    chain: { state: "confirmed" },
  });
  expect(minted.tokenId).not.toBe((await getTicket({ ctx, input: { id: first.id } })).tokenId);
  expect((await getEventStats({ ctx, input: { id: event.id } })).totals).toMatchObject({
    supply: 1,
    issued: 1,
    available: 0,
    invalidated: 1,
    failed: 0,
  });
});

it("gives it to one that was asked for before the chain has heard of the invalidation", async () => {
  const ctx = await anOrganiser();
  const event = await aPublishedEvent(ctx, {
    startsAt: daysFromNow(1),
    endsAt: daysFromNow(2),
    ticketTypes: [{ name: "The only one", price: "25", supply: 1 }],
  });
  const first = await aTicket(ctx, event);
  await runtime.pipeline.drain();
  await invalidateTicket({ ctx, input: { id: first.id, reason: "refunded" } });
  const second = await aTicket(ctx, event);
  await runtime.pipeline.drain();
  expect(await getTicket({ ctx, input: { id: second.id } })).toMatchObject({
    status: "valid",
    chain: { state: "confirmed" },
  });
});

it("gives it again and again, also while nothing of all that is on the chain", async () => {
  const ctx = await anOrganiser();
  const event = await aPublishedEvent(ctx, {
    startsAt: daysFromNow(1),
    endsAt: daysFromNow(2),
    ticketTypes: [{ name: "The only one", price: "25", supply: 1 }],
  });
  for (let n = 0; n < 3; n++) {
    const { id } = await aTicket(ctx, event);
    await invalidateTicket({ ctx, input: { id, reason: "other" } });
  }
  const last = await aTicket(ctx, event);
  await runtime.pipeline.drain();
  expect(await getTicket({ ctx, input: { id: last.id } })).toMatchObject({ status: "valid" });
  expect((await getEventStats({ ctx, input: { id: event.id } })).totals).toMatchObject({
    issued: 1,
    invalidated: 3,
    failed: 0,
  });
});
