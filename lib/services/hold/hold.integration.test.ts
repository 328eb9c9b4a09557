import { eq } from "drizzle-orm";
import { type Address, encodeFunctionData, getAddress } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { holds } from "@/lib/db/schema/sale";
import { orders } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";
import { createEvent } from "@/lib/services/event/create";
import { getEventStats } from "@/lib/services/event/get-stats";
import { publishEvent } from "@/lib/services/event/publish";
import { createEventInput, type EventOutput } from "@/lib/services/event/schema";
import { ALICE, contractCallers, OPERATOR, OWNER } from "@/test/contract-callers";
import { advanceChain, purchaseHeld } from "@/test/sale-builders";
import {
  anEventBody,
  anOrganiser,
  refused,
  someTickets,
  type TestContext,
  typeOf,
} from "@/test/service-builders";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { countHeld } from "./count-held";
import { createHold } from "./create";
import { releaseHold } from "./release";

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

let wallets = 0;
const aWallet = (): Address => getAddress(`0x${(++wallets).toString(16).padStart(40, "b")}`);

/** An event of ten tickets on the chain, with a clock that a test may move. */
async function aSale(change: Record<string, unknown> = {}) {
  const ctx = await anOrganiser(runtime);
  const body = anEventBody({
    startsAt: daysFromNow(1),
    endsAt: daysFromNow(2),
    currency: "ETH",
    ticketTypes: [{ name: "General", price: "0.01", supply: 10 }],
    ...change,
  });
  const draft = await createEvent({ ctx, input: createEventInput.parse(body) });
  const { event } = await publishEvent({ ctx, input: { id: draft.id } });
  await runtime.pipeline.drain();
  return { ctx, event };
}

type Asked = { quantity?: number; buyer?: Address; type?: number };

const hold = (
  ctx: TestContext,
  event: EventOutput,
  { quantity = 1, buyer = aWallet(), type = 0 }: Asked = {},
) => createHold({ ctx, input: { id: event.id, ticketTypeId: typeOf(event, type), quantity, buyer } });

const totals = async (ctx: TestContext, event: EventOutput) =>
  (await getEventStats({ ctx, input: { id: event.id } })).totals;

const accepted = async (calls: Promise<unknown>[]) =>
  (await Promise.allSettled(calls)).filter(({ status }) => status === "fulfilled").length;

const onPostgres = it.runIf(process.env.TEST_DATABASE_URL);

describe("a permit's nonce", () => {
  it("is none that the chain has told of, whoever signed that permit", async () => {
    const { ctx, event } = await aSale();
    await runtime.db.insert(orders).values({
      id: newId("ord"),
      organisationId: ctx.actor.organisationId,
      eventId: event.id,
      buyer: aWallet(),
      permitNonce: 7n,
      quantity: 1,
    });
    const held = await hold(ctx, event, { quantity: 10 });
    expect(held.permit.message.nonce).toBe("8");
    expect(await totals(ctx, event)).toMatchObject({ held: 10, available: 0 });
  });
});

describe("stock", () => {
  it("is never held twice: of fifty holds at once for ten places ten are given", async () => {
    const { ctx, event } = await aSale();
    expect(await accepted(Array.from({ length: 50 }, () => hold(ctx, event)))).toBe(10);
    expect(await totals(ctx, event)).toMatchObject({ held: 10, available: 0 });
  });

  onPostgres("would be held twice without the lock (negative control)", async () => {
    const { ctx, event } = await aSale();
    const ticketTypeId = typeOf(event);
    const one = await hold(ctx, event);
    const [row] = await ctx.db.select().from(holds).where(eq(holds.id, one.id));
    if (!row) throw new Error("The hold is not there.");
    const careless = (nonce: number) =>
      ctx.db.transaction(async (tx) => {
        const held = await countHeld(tx, { ticketTypeIds: [ticketTypeId], now: ctx.clock.now() });
        if (10 - (held.get(ticketTypeId) ?? 0) < 1) throw new Error("Sold out.");
        await tx.insert(holds).values({ ...row, id: newId("hld"), nonce });
      });
    await Promise.all(Array.from({ length: 50 }, (_, i) => careless(1_000 + i).catch(() => null)));
    expect((await totals(ctx, event)).held).toBeGreaterThan(10);
  });

  it("is shared by holds and mints at once: together never more than there is", async () => {
    const { ctx, event } = await aSale();
    const calls = Array.from({ length: 30 }, (_, i) =>
      i % 2 ? hold(ctx, event) : someTickets(ctx, event, [{}]),
    );
    expect(await accepted(calls)).toBe(10);
    const { held, issued, available } = await totals(ctx, event);
    expect({ sum: held + issued, available }).toEqual({ sum: 10, available: 0 });
  });

  it("is free again when a hold has expired, without anything being done", async () => {
    const { ctx, event } = await aSale();
    const first = await hold(ctx, event, { quantity: 10 });
    ctx.clock.advance(10 * MINUTE_MS - 1);
    expect((await refused(hold(ctx, event))).code).toBe("sold_out");
    ctx.clock.advance(1_000);
    await hold(ctx, event, { quantity: 10 });
    expect(await releaseHold({ ctx, input: { id: first.id } })).toMatchObject({ status: "expired" });
  });

  it("is kept from mints while a permit may still take it, also one that was released", async () => {
    const { ctx, event } = await aSale();
    const { id } = await hold(ctx, event, { quantity: 10 });
    await releaseHold({ ctx, input: { id } });
    expect(await totals(ctx, event)).toMatchObject({ held: 0, available: 10 });
    expect((await refused(someTickets(ctx, event, [{}]))).code).toBe("sold_out");
    // The last block that takes the permit may be told of a little later.
    ctx.clock.advance(11 * MINUTE_MS);
    expect((await refused(someTickets(ctx, event, [{}]))).code).toBe("sold_out");
    ctx.clock.advance(2 * MINUTE_MS);
    await someTickets(ctx, event, [{}]);
  });

  it("is what a released permit still buys: the mint that would have failed was never accepted", async () => {
    const { ctx, event } = await aSale();
    const held = await hold(ctx, event, { quantity: 10, buyer: ALICE.address });
    await releaseHold({ ctx, input: { id: held.id } });
    await purchaseHeld(runtime, held, ALICE);
    await runtime.pipeline.tick();
    expect(await totals(ctx, event)).toMatchObject({ issued: 10, sold: 10, available: 0 });
    expect(await releaseHold({ ctx, input: { id: held.id } })).toMatchObject({ status: "used" });
  });
});

describe("a wallet's limit", () => {
  it("is over all types, and not exceeded by holds at once", async () => {
    const ticketTypes = ["General", "Balcony"].map((name) => ({ name, price: "0.01", supply: 10 }));
    const { ctx, event } = await aSale({ maxPerWallet: 4, ticketTypes });
    const buyer = aWallet();
    const calls = Array.from({ length: 20 }, (_, i) => hold(ctx, event, { buyer, type: i % 2 }));
    expect(await accepted(calls)).toBe(4);
    expect((await refused(hold(ctx, event, { buyer }))).extra).toMatchObject({ maxPerWallet: 4, left: 0 });
    await hold(ctx, event, { quantity: 4 });
  });
});

describe("a permit", () => {
  it("has the number after the last, so that buyers pay less gas", async () => {
    const { ctx, event } = await aSale();
    const numbers = [];
    for (let i = 0; i < 3; i++) numbers.push((await hold(ctx, event)).permit.message.nonce);
    expect(numbers).toEqual(["1", "2", "3"]);
  });

  it("buys no more once its hold has expired", async () => {
    const { ctx, event } = await aSale();
    const held = await hold(ctx, event, { buyer: ALICE.address });
    const snapshot = await runtime.anvil.snapshot();
    await advanceChain(runtime, Date.parse(held.expiresAt) + 1_000);
    await expect(purchaseHeld(runtime, held, ALICE)).rejects.toThrow(/PermitExpired|revert/);
    await runtime.anvil.revert({ id: snapshot });
  });

  it("isn't given out where the contract would refuse it: paused, sold by others, or to itself", async () => {
    const { ctx, event } = await aSale();
    const contract = event.contractAddress as Address;
    expect((await refused(hold(ctx, event, { buyer: contract }))).errors).toMatchObject([{ path: "buyer" }]);
    const { send } = contractCallers(runtime.chain);
    const asOwner = async (call: { functionName: "setPaused" | "setOperator"; args: unknown[] }) => {
      const data = encodeFunctionData({ abi: eventTicketsAbi, ...call } as Parameters<
        typeof encodeFunctionData
      >[0]);
      await send(OWNER, { to: contract, data });
      await runtime.pipeline.tick();
    };
    await asOwner({ functionName: "setPaused", args: [true] });
    expect((await refused(hold(ctx, event))).code).toBe("sale_closed");
    await asOwner({ functionName: "setPaused", args: [false] });
    await hold(ctx, event);
    await asOwner({ functionName: "setOperator", args: [OPERATOR.address, false] });
    expect((await refused(hold(ctx, event))).code).toBe("sale_closed");
  });

  it("isn't given out before the contract is on the chain, and no later than that", async () => {
    const ctx = await anOrganiser(runtime);
    const body = anEventBody({ currency: "ETH", startsAt: daysFromNow(1), endsAt: daysFromNow(2) });
    const draft = await createEvent({ ctx, input: createEventInput.parse(body) });
    const { event } = await publishEvent({ ctx, input: { id: draft.id } });
    expect((await refused(hold(ctx, event))).code).toBe("event_not_published");
    const waiting = hold(ctx, event);
    await runtime.pipeline.drain();
    expect(await waiting).toMatchObject({ status: "open" });
  });
});
