import { asc, desc, eq, inArray } from "drizzle-orm";
import { type Address, encodeFunctionData } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { auditLog } from "@/lib/db/schema/account";
import { organisations } from "@/lib/db/schema/auth";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { actions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";
import type { Context } from "@/lib/services/context";
import { cancelEvent } from "@/lib/services/event/cancel";
import { getEvent } from "@/lib/services/event/get";
import { publishEvent } from "@/lib/services/event/publish";
import type { EventOutput } from "@/lib/services/event/schema";
import { updateEvent } from "@/lib/services/event/update";
import { mintTickets } from "@/lib/services/ticket/mint";
import { mintTicketsInput } from "@/lib/services/ticket/schema";
import { addTicketType } from "@/lib/services/ticket-type/add";
import { updateTicketType } from "@/lib/services/ticket-type/update";
import { contractCallers, OPERATOR, OWNER } from "@/test/contract-callers";
import { aPublishedEvent, refused, typeOf } from "@/test/service-builders";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { auditChain } from "./audit/audit-chain";

const DAY_MS = 86_400_000;
const CANCELLED = 2;

let runtime: TestRuntime;
let callers: ReturnType<typeof contractCallers>;
let ctx: Context;

beforeAll(async () => {
  runtime = await testRuntime();
  callers = contractCallers(runtime.chain);
  const organisationId = newId("org");
  ctx = runtime.context({ organisationId });
  await runtime.db.insert(organisations).values({
    id: organisationId,
    name: "An organiser",
    slug: organisationId,
    walletAddress: OWNER.address,
  });
});

afterAll(() => runtime.close());

const daysFromNow = (days: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + days * DAY_MS);

const anEvent = (change: Record<string, unknown> = {}) =>
  aPublishedEvent(ctx, {
    startsAt: daysFromNow(2).toISOString(),
    endsAt: daysFromNow(3).toISOString(),
    ticketTypes: [{ name: "General", price: "25", supply: 2 }],
    ...change,
  });

/** An event that is on the chain. */
async function aDeployedEvent(change: Record<string, unknown> = {}) {
  const event = await anEvent(change);
  await drain();
  return event;
}

const drain = () => runtime.pipeline.drain();

const audit = () => auditChain(runtime);

async function mint(event: EventOutput, ticketTypeId: string, quantity = 1) {
  const asked = Array.from({ length: quantity }, () => ({ ticketTypeId }));
  const input = mintTicketsInput.parse({ eventId: event.id, tickets: asked });
  const minted = await mintTickets({ ctx, input });
  return minted.tickets.map(({ id }) => id);
}

const theTickets = (ids: string[]) =>
  runtime.db.select().from(tickets).where(inArray(tickets.id, ids)).orderBy(asc(tickets.tokenId));

async function theEvent({ id }: { id: string }) {
  const [row] = await runtime.db.select().from(events).where(eq(events.id, id));
  if (!row) throw new Error(`No event ${id}`);
  return row;
}

const theTypes = ({ id }: { id: string }) =>
  runtime.db.select().from(ticketTypes).where(eq(ticketTypes.eventId, id)).orderBy(asc(ticketTypes.number));

async function theAction(id: string | undefined) {
  const [row] = await runtime.db
    .select()
    .from(actions)
    .where(eq(actions.id, id ?? ""));
  if (!row) throw new Error(`No action ${id}`);
  return row;
}

const addressOf = ({ contractAddress }: EventOutput) => contractAddress as Address;

const stageOf = (event: EventOutput) =>
  runtime.chain.client.readContract({
    abi: eventTicketsAbi,
    address: addressOf(event),
    functionName: "stage",
  });

const supplyOf = async (event: EventOutput, number: number) => {
  const { supply } = await runtime.chain.client.readContract({
    abi: eventTicketsAbi,
    address: addressOf(event),
    functionName: "ticketTypeInfo",
    args: [BigInt(number)],
  });
  return supply;
};

const configOf = (event: EventOutput) =>
  runtime.chain.client.readContract({
    abi: eventTicketsAbi,
    address: addressOf(event),
    functionName: "config",
  });

type Call = Parameters<typeof encodeFunctionData<typeof eventTicketsAbi>>[0];

/** What the owner does by hand. */
const asOwner = (event: EventOutput, call: Omit<Call, "abi">) =>
  callers.send(OWNER, {
    to: addressOf(event),
    data: encodeFunctionData({ abi: eventTicketsAbi, ...call } as Call),
  });

const setServerAllowed = (event: EventOutput, allowed: boolean) =>
  asOwner(event, { functionName: "setOperator", args: [OPERATOR.address, allowed] });

/** Does it, and then takes back all the blocks that it came in. */
async function rolledBack(act: () => Promise<unknown>): Promise<void> {
  const before = await runtime.chain.client.getBlockNumber();
  await act();
  await drain();
  const depth = Number((await runtime.chain.client.getBlockNumber()) - before);
  await runtime.anvil.request({ method: "anvil_rollback", params: [depth] } as never);
}

/** A ticket type as it's asked for. */
const aType = (event: EventOutput, name = "Balcony", supply = 3) => ({
  id: event.id,
  name,
  price: "40",
  supply,
});

describe("a ticket type that is added after publishing", () => {
  test("is minted from at once, in the order in which it was asked for, and has its own tokens", async () => {
    const event = await anEvent();
    const type = await addTicketType({ ctx, input: aType(event) });
    expect(type.action).toMatchObject({ kind: "add_ticket_type", status: "queued" });
    const ids = await mint(event, type.id, 3);
    await drain();
    expect((await theTickets(ids)).map(({ tokenId }) => tokenId)).toEqual([
      2_000_000_001n,
      2_000_000_002n,
      2_000_000_003n,
    ]);
    expect(await supplyOf(event, 2)).toBe(3);
    expect(await audit()).toEqual([]);
  });

  test("and one that its owner adds before it each keep their own tickets", async () => {
    const event = await aDeployedEvent();
    await asOwner(event, { functionName: "addTicketType", args: [{ supply: 7, price: 9n }] });
    const type = await addTicketType({ ctx, input: aType(event) });
    const ids = await mint(event, type.id);
    await drain();
    expect(await theTypes(event)).toMatchObject([
      { name: "General", number: 1 },
      { name: "Type 2", number: 2, supply: 7, isAddedOnChain: true },
      { name: "Balcony", number: 3, supply: 3, isAddedOnChain: false },
    ]);
    expect(await theTickets(ids)).toMatchObject([{ tokenId: 3_000_000_001n, status: "valid" }]);
    expect(await audit()).toEqual([]);
  });

  test("fails with what needs it when the chain refuses it, can't be minted then, and leaves its number to the next", async () => {
    const event = await aDeployedEvent();
    await setServerAllowed(event, false);
    const type = await addTicketType({ ctx, input: aType(event) });
    const ids = await mint(event, type.id);
    const more = await updateTicketType({ ctx, input: { id: type.id, supply: 9 } });
    const alsoMore = await mint(event, type.id);
    await drain();

    expect(await theAction(type.action?.id)).toMatchObject({
      status: "failed",
      error: { code: "NotOperator" },
    });
    expect(await theAction(more.action?.id)).toMatchObject({ status: "failed" });
    expect(await theTickets([...ids, ...alsoMore])).toMatchObject(Array(2).fill({ status: "failed" }));
    const refusal = await refused(mint(event, type.id));
    expect(refusal).toMatchObject({ code: "event_not_published" });
    expect(refusal.message).toMatch(/Balcony.*NotOperator/);

    const shown = await getEvent({ ctx, input: { id: event.id } });
    expect(shown.ticketTypes.map(({ name }) => name)).toEqual(["General", "Balcony"]);

    await setServerAllowed(event, true);
    const again = await addTicketType({ ctx, input: aType(event) });
    const minted = await mint(event, again.id);
    await drain();
    expect(await theTickets(minted)).toMatchObject([{ tokenId: 2_000_000_001n }]);
    expect(await audit()).toEqual([]);
  });

  test("that was refused doesn't hold up what was asked of the event after it", async () => {
    const event = await aDeployedEvent();
    await setServerAllowed(event, false);
    const type = await addTicketType({ ctx, input: aType(event) });
    await runtime.pipeline.tick();
    expect(await theAction(type.action?.id)).toMatchObject({ status: "failed" });
    await setServerAllowed(event, true);
    const { action } = await updateTicketType({ ctx, input: { id: typeOf(event), supply: 5 } });
    expect(await theAction(action?.id)).toMatchObject({ afterActionId: type.action?.id });
    await drain();
    expect(await supplyOf(event, 1)).toBe(5);
    expect(await audit()).toEqual([]);
  });

  test("is asked for again with the event, when the chain had refused the event", async () => {
    const event = await anEvent();
    const type = await addTicketType({ ctx, input: aType(event) });
    const publish = eq(actions.id, (await theEvent(event)).publishActionId ?? "");
    const error = { code: "Reverted", detail: "It was refused." };
    await runtime.db.update(actions).set({ status: "failed", error }).where(publish);
    await drain();
    expect(await theAction(type.action?.id)).toMatchObject({
      status: "failed",
      error: { code: "DependencyFailed" },
    });

    await publishEvent({ ctx, input: { id: event.id } });
    const ids = await mint(event, type.id);
    await drain();
    expect(await theTickets(ids)).toMatchObject([{ tokenId: 2_000_000_001n, status: "valid" }]);
    expect(await audit()).toEqual([]);
  });

  test("survives a reorg with its tickets", async () => {
    const event = await aDeployedEvent();
    let ids: string[] = [];
    let typeId = "";
    await rolledBack(async () => {
      typeId = (await addTicketType({ ctx, input: aType(event) })).id;
      ids = await mint(event, typeId, 2);
    });
    await runtime.pipeline.tick();
    expect(await theTypes(event)).toMatchObject([{}, { id: typeId, number: 2, supply: 3, issued: 2 }]);
    await drain();
    expect(await theTickets(ids)).toMatchObject([
      { tokenId: 2_000_000_001n },
      { tokenId: 2_000_000_002n, status: "valid" },
    ]);
    expect(await audit()).toEqual([]);
  });
});

describe("a supply", () => {
  test("that was raised is minted from at once", async () => {
    const event = await aDeployedEvent();
    await mint(event, typeOf(event), 2);
    expect((await refused(mint(event, typeOf(event)))).code).toBe("sold_out");
    const { action } = await updateTicketType({ ctx, input: { id: typeOf(event), supply: 4 } });
    const ids = await mint(event, typeOf(event), 2);
    expect(await audit()).toEqual([]);
    await drain();
    expect(await theAction(action?.id)).toMatchObject({ error: null });
    expect((await theTickets(ids)).map(({ status }) => status)).toEqual(["valid", "valid"]);
    expect(await supplyOf(event, 1)).toBe(4);
    expect(await audit()).toEqual([]);
  });

  test("that changes again and again ends as it was asked for last", async () => {
    const event = await aDeployedEvent();
    for (const supply of [9, 3, 5]) await updateTicketType({ ctx, input: { id: typeOf(event), supply } });
    expect(await theTypes(event)).toMatchObject([{ supply: 5 }]);
    await runtime.pipeline.tick();
    expect(await theTypes(event)).toMatchObject([{ supply: 5 }]);
    expect(await audit()).toEqual([]);
    await drain();
    expect(await supplyOf(event, 1)).toBe(5);
    expect(await audit()).toEqual([]);
  });

  test("that the chain refuses is what the chain says again", async () => {
    const event = await aDeployedEvent();
    await setServerAllowed(event, false);
    await updateTicketType({ ctx, input: { id: typeOf(event), supply: 9 } });
    await drain();
    expect(await theTypes(event)).toMatchObject([{ supply: 2 }]);
    expect(await audit()).toEqual([]);
  });

  test("survives a reorg, before and after the same bytes bring it back", async () => {
    const event = await aDeployedEvent();
    await rolledBack(() => updateTicketType({ ctx, input: { id: typeOf(event), supply: 8 } }));
    await runtime.pipeline.tick();
    expect(await theTypes(event)).toMatchObject([{ supply: 8 }]);
    expect(await audit()).toEqual([]);
    await drain();
    expect(await supplyOf(event, 1)).toBe(8);
    expect(await audit()).toEqual([]);
  });
});

describe("terms", () => {
  test("that are extended count at once, and are the contract's once it is mined", async () => {
    const event = await aDeployedEvent({ maxPerWallet: 2 });
    const resaleClosesAt = daysFromNow(2.5);
    const { action } = await updateEvent({ ctx, input: { id: event.id, resaleClosesAt, maxPerWallet: 6 } });
    expect(action).toMatchObject({ kind: "extend", status: "queued" });
    await updateEvent({ ctx, input: { id: event.id, maxPerWallet: null } });
    expect(await audit()).toEqual([]);
    await drain();
    expect(await theEvent(event)).toMatchObject({ resaleClosesAt, maxPerWallet: null });
    expect(await configOf(event)).toMatchObject({
      resaleClosesAt: resaleClosesAt.getTime() / 1000,
      maxPerWallet: 0,
    });
    expect(await audit()).toEqual([]);
  });

  test("that the chain refuses to extend are those of publishing again", async () => {
    const event = await aDeployedEvent({ maxPerWallet: 2 });
    const before = await theEvent(event);
    await setServerAllowed(event, false);
    await updateEvent({ ctx, input: { id: event.id, resaleClosesAt: daysFromNow(2.5), maxPerWallet: 6 } });
    await drain();
    const { resaleClosesAt, maxPerWallet } = before;
    expect(await theEvent(event)).toMatchObject({ resaleClosesAt, maxPerWallet, publishedTerms: null });
    expect(await audit()).toEqual([]);
  });

  test("that wait for a deployment that the chain refused are what it is deployed with next", async () => {
    const event = await anEvent({ maxPerWallet: 2 });
    await updateEvent({ ctx, input: { id: event.id, maxPerWallet: 6 } });
    const publish = eq(actions.id, (await theEvent(event)).publishActionId ?? "");
    const error = { code: "Reverted", detail: "It was refused." };
    await runtime.db.update(actions).set({ status: "failed", error }).where(publish);
    await drain();
    expect(await theEvent(event)).toMatchObject({ maxPerWallet: 6, publishedTerms: null });
    await publishEvent({ ctx, input: { id: event.id } });
    await drain();
    expect(await configOf(event)).toMatchObject({ maxPerWallet: 6 });
    expect(await audit()).toEqual([]);
  });

  test("that the owner extended further meanwhile are not taken back", async () => {
    const event = await aDeployedEvent({ maxPerWallet: 2 });
    const later = daysFromNow(2.7).getTime() / 1000;
    await updateEvent({ ctx, input: { id: event.id, resaleClosesAt: daysFromNow(2.5), maxPerWallet: 6 } });
    await asOwner(event, { functionName: "extend", args: [later, 4] });
    await drain();
    expect(await configOf(event)).toMatchObject({ resaleClosesAt: later, maxPerWallet: 6 });
    expect(await theEvent(event)).toMatchObject({
      resaleClosesAt: new Date(later * 1000),
      maxPerWallet: 6,
    });
    expect(await audit()).toEqual([]);
  });

  test("that are extended before the contract is there are no part of what it's deployed with", async () => {
    const event = await anEvent({ maxPerWallet: 2 });
    const { action } = await updateEvent({ ctx, input: { id: event.id, maxPerWallet: 6 } });
    await runtime.pipeline.tick();
    expect(await configOf(event)).toMatchObject({ maxPerWallet: 2 });
    await drain();
    expect(await theAction(action?.id)).toMatchObject({ error: null });
    expect(await configOf(event)).toMatchObject({ maxPerWallet: 6 });
    expect(await audit()).toEqual([]);
  });

  test("survive a reorg", async () => {
    const event = await aDeployedEvent({ maxPerWallet: 2 });
    await rolledBack(() => updateEvent({ ctx, input: { id: event.id, maxPerWallet: 3 } }));
    await runtime.pipeline.tick();
    expect(await theEvent(event)).toMatchObject({ maxPerWallet: 3 });
    await drain();
    expect(await configOf(event)).toMatchObject({ maxPerWallet: 3 });
    expect(await audit()).toEqual([]);
  });
});

describe("a cancelled event", () => {
  test("is cancelled on the chain, and what comes to be minted after that fails", async () => {
    const event = await aDeployedEvent();
    const [kept = ""] = await mint(event, typeOf(event));
    await drain();
    const { action } = await cancelEvent({ ctx, input: { id: event.id } });
    expect(await audit()).toEqual([]);
    expect((await refused(mint(event, typeOf(event)))).code).toBe("event_cancelled");
    await drain();
    expect(await stageOf(event)).toBe(CANCELLED);
    expect(await theAction(action?.id)).toMatchObject({ error: null });
    expect(await theTickets([kept])).toMatchObject([{ status: "valid" }]);
    expect(await audit()).toEqual([]);
  });

  test("stays cancelled where the chain refused to deploy it", async () => {
    const event = await anEvent();
    await cancelEvent({ ctx, input: { id: event.id } });
    const { publishActionId, cancelledAt } = await theEvent(event);
    const error = { code: "Reverted", detail: "It was refused." };
    const publish = eq(actions.id, publishActionId ?? "");
    await runtime.db.update(actions).set({ status: "failed", error }).where(publish);
    await drain();
    expect(await theEvent(event)).toMatchObject({ status: "cancelled", cancelledAt, cancelActionId: null });
    const told = await runtime.db.select().from(auditLog).where(eq(auditLog.entityId, event.id));
    expect(told.map(({ action }) => action)).not.toContain("event.cancel_refused");
    expect(await audit()).toEqual([]);
  });

  test("is published again where the chain refuses, which the audit log tells", async () => {
    const event = await aDeployedEvent();
    await setServerAllowed(event, false);
    const { action } = await cancelEvent({ ctx, input: { id: event.id } });
    await drain();
    expect(await theAction(action?.id)).toMatchObject({ status: "failed", error: { code: "NotOperator" } });
    expect(await theEvent(event)).toMatchObject({
      status: "published",
      cancelledAt: null,
      cancelActionId: null,
    });
    const [told] = await runtime.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.entityId, event.id))
      .orderBy(desc(auditLog.id));
    expect(told).toMatchObject({
      action: "event.cancel_refused",
      actorType: "system",
      data: { actionId: action?.id, error: { code: "NotOperator" } },
    });
    expect(await audit()).toEqual([]);

    await setServerAllowed(event, true);
    expect((await cancelEvent({ ctx, input: { id: event.id } })).isAsked).toBe(true);
    await drain();
    expect(await stageOf(event)).toBe(CANCELLED);
    expect(await audit()).toEqual([]);
  });

  test("stays cancelled where its owner was faster than the server", async () => {
    const event = await aDeployedEvent();
    await cancelEvent({ ctx, input: { id: event.id } });
    await asOwner(event, { functionName: "cancel" });
    await drain();
    expect(await theEvent(event)).toMatchObject({ status: "cancelled" });
    expect(await audit()).toEqual([]);
  });

  test("stays cancelled through a reorg, and is cancelled on the chain again", async () => {
    const event = await aDeployedEvent();
    await rolledBack(() => cancelEvent({ ctx, input: { id: event.id } }));
    expect(await stageOf(event)).not.toBe(CANCELLED);
    await runtime.pipeline.tick();
    expect(await theEvent(event)).toMatchObject({ status: "cancelled" });
    await drain();
    expect(await stageOf(event)).toBe(CANCELLED);
    expect(await audit()).toEqual([]);
  });
});

test("changes of an event reach the chain one after another, also through a reorg that takes its contract", async () => {
  let event: EventOutput | undefined;
  const asked: (string | undefined)[] = [];
  await rolledBack(async () => {
    event = await anEvent({ maxPerWallet: 2 });
    const type = await addTicketType({ ctx, input: aType(event) });
    const supply = await updateTicketType({ ctx, input: { id: type.id, supply: 5 } });
    const terms = await updateEvent({ ctx, input: { id: event.id, maxPerWallet: 4 } });
    await mint(event, type.id, 5);
    asked.push(type.action?.id, supply.action?.id, terms.action?.id);
    await drain();
    const { action } = await cancelEvent({ ctx, input: { id: event.id } });
    asked.push(action?.id);
  });
  if (!event) throw new Error("No event was made.");
  await runtime.pipeline.tick();
  await drain();
  const rows = await Promise.all(asked.map(theAction));
  const blocks = rows.map(({ blockNumber }) => blockNumber ?? 0);
  expect(blocks).toEqual(blocks.toSorted((a, b) => a - b));
  expect(new Set(blocks).size).toBe(4);
  expect(await supplyOf(event, 2)).toBe(5);
  expect(await stageOf(event)).toBe(CANCELLED);
  expect(await audit()).toEqual([]);
});
