import { asc, eq } from "drizzle-orm";
import { type Address, encodeFunctionData } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { tickets } from "@/lib/db/schema/tickets";
import { WEBHOOK_TYPES, webhookMessages } from "@/lib/db/schema/webhooks";
import { cancelEvent } from "@/lib/services/event/cancel";
import { createEvent } from "@/lib/services/event/create";
import { publishEvent } from "@/lib/services/event/publish";
import { createEventInput, type EventOutput } from "@/lib/services/event/schema";
import { createHold } from "@/lib/services/hold/create";
import { createListing } from "@/lib/services/listing/create";
import { checkInTicket } from "@/lib/services/ticket/check-in";
import { invalidateTicket } from "@/lib/services/ticket/invalidate";
import { checkInInput, invalidateInput } from "@/lib/services/ticket/schema";
import { createEndpoint } from "@/lib/services/webhook/create";
import { ALICE, BOB, contractCallers, OWNER } from "@/test/contract-callers";
import { openDeliverer } from "@/test/deliverer";
import { fillListing, purchaseHeld, signOffer } from "@/test/sale-builders";
import { anEventBody, anOrganiser, someTickets, type TestContext, typeOf } from "@/test/service-builders";
import { TEST_FEES, type TestRuntime, testRuntime } from "@/test/test-runtime";
import { advanceIndex } from "./indexer/advance-index";

const DAY_MS = 86_400_000;

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const index = () => {
  const { db, chain, log } = runtime;
  return advanceIndex({ db, chain, log, confirmations: 1, fees: TEST_FEES });
};

async function anEndpoint(ctx: TestContext): Promise<void> {
  const input = { url: "http://127.0.0.1:1/hooks", events: [...WEBHOOK_TYPES] };
  await createEndpoint({ ctx, input, settings: runtime.webhooks });
}

/** An event on the chain. What was told of it is left out from what is `told`. */
async function anEvent(ctx: TestContext) {
  const body = anEventBody({
    startsAt: daysFromNow(1),
    endsAt: daysFromNow(2),
    currency: "ETH",
    transferPolicy: "open",
    ticketTypes: [{ name: "General", price: "0.01", supply: 10 }],
  });
  const draft = await createEvent({ ctx, input: createEventInput.parse(body) });
  const { event } = await publishEvent({ ctx, input: { id: draft.id } });
  await runtime.pipeline.drain();
  const { length: before } = await messagesOf(ctx);
  return { event, told: async () => (await messagesOf(ctx)).slice(before) };
}

async function messagesOf({ actor }: TestContext) {
  const { type, data, body } = webhookMessages;
  return runtime.db
    .select({ type, data, body })
    .from(webhookMessages)
    .where(eq(webhookMessages.organisationId, actor.organisationId))
    .orderBy(asc(webhookMessages.seq));
}

const theTickets = ({ id }: EventOutput) =>
  runtime.db.select().from(tickets).where(eq(tickets.eventId, id)).orderBy(asc(tickets.tokenId));

async function buy(ctx: TestContext, event: EventOutput, quantity: number) {
  const input = { id: event.id, ticketTypeId: typeOf(event), quantity, buyer: ALICE.address };
  const hold = await createHold({ ctx, input });
  await purchaseHeld(runtime, hold, ALICE);
}

type EncodeOptions = Parameters<typeof encodeFunctionData<typeof eventTicketsAbi>>[0];

/** What somebody does by hand. */
const does = (who: PrivateKeyAccount, { contractAddress }: EventOutput, call: Omit<EncodeOptions, "abi">) =>
  contractCallers(runtime.chain).send(who, {
    to: contractAddress as Address,
    data: encodeFunctionData({ abi: eventTicketsAbi, ...call } as EncodeOptions),
  });

async function aListenedEvent() {
  const ctx = await anOrganiser(runtime);
  await anEndpoint(ctx);
  return { ctx, ...(await anEvent(ctx)) };
}

const FIRST = 1_000_000_001n;
const [SECOND, THIRD] = [FIRST + 1n, FIRST + 2n];
const REFUNDED = 1;

test("what others do on the chain is told: purchases, moves, sales, check-ins, invalidations, cancellations", async () => {
  const { ctx, event, told } = await aListenedEvent();
  await buy(ctx, event, 3);
  await index();
  const [first, second, third] = await theTickets(event);
  const expiresAt = daysFromNow(0.5);
  const signature = await signOffer(runtime, ALICE, {
    contract: event.contractAddress,
    tokenId: `${SECOND}`,
    priceUnits: 10n ** 16n,
    expiresAt,
  });
  const input = { ticketId: second?.id ?? "", price: "0.01", expiresAt: new Date(expiresAt), signature };
  const listing = await createListing({ ctx, input });
  const move = [ALICE.address, BOB.address, FIRST] as const;
  await does(ALICE, event, { functionName: "transferFrom", args: move });
  await fillListing(runtime, listing, BOB);
  await does(OWNER, event, { functionName: "checkIn", args: [[FIRST]] });
  await does(OWNER, event, { functionName: "invalidate", args: [[THIRD], REFUNDED] });
  await does(OWNER, event, { functionName: "cancel" });
  await index();

  const about = (ticket: typeof first) => ({ ticketId: ticket?.id, eventId: event.id });
  expect((await told()).map(({ type, data }) => ({ type, data }))).toEqual([
    { type: "ticket.issued", data: about(first) },
    { type: "ticket.issued", data: about(second) },
    { type: "ticket.issued", data: about(third) },
    { type: "ticket.transferred", data: about(first) },
    { type: "ticket.resold", data: about(second) },
    { type: "ticket.checked_in", data: about(first) },
    { type: "ticket.invalidated", data: { ...about(third), reason: "refunded" } },
    { type: "event.cancelled", data: { eventId: event.id } },
  ]);
});

test("what the owner mints by hand, and hands out, is told, with the ticket as it is sent", async () => {
  const { event, told } = await aListenedEvent();
  const nobody: Address = "0x0000000000000000000000000000000000000000";
  await does(OWNER, event, { functionName: "issue", args: [nobody, 1, 1] });
  await does(OWNER, event, { functionName: "claim", args: [[{ tokenId: FIRST, to: ALICE.address }]] });
  await index();
  expect((await told()).map(({ type }) => type)).toEqual(["ticket.issued", "ticket.claimed"]);

  const deliverer = await openDeliverer(runtime);
  try {
    await vi.waitUntil(async () => (await told()).every(({ body }) => body !== null), { timeout: 20_000 });
  } finally {
    await deliverer.close();
  }
  const sent = z.object({ data: z.object({ ticket: z.looseObject({}) }) });
  expect(sent.parse(JSON.parse((await told())[0]?.body ?? "")).data.ticket).toMatchObject({
    tokenId: `${FIRST}`,
    status: "valid",
    owner: ALICE.address,
  });
});

test("what our own transactions did is told once, with their actions", async () => {
  const { ctx, event, told } = await aListenedEvent();
  const [first, second] = await someTickets(ctx, event, [{ to: ALICE.address }, {}]);
  await runtime.pipeline.drain();
  await checkInTicket({ ctx, input: checkInInput.parse({ id: first?.id, type: "entry" }) });
  await invalidateTicket({ ctx, input: invalidateInput.parse({ id: second?.id, reason: "other" }) });
  await cancelEvent({ ctx, input: { id: event.id } });
  await runtime.pipeline.drain();
  const messages = await told();
  expect(messages.map(({ type }) => type)).toEqual([
    "ticket.issued",
    "ticket.issued",
    "batch.completed",
    "ticket.checked_in",
    "ticket.invalidated",
    "event.cancelled",
  ]);
  for (const { type, data } of messages)
    if (type !== "batch.completed") expect(data.actionId).toMatch(/^act_/);
});

test("what was accepted here, and done on the chain by others first, isn't told again", async () => {
  const { ctx, event, told } = await aListenedEvent();
  await buy(ctx, event, 2);
  await index();
  const [first, second] = await theTickets(event);
  await checkInTicket({ ctx, input: checkInInput.parse({ id: first?.id, type: "entry" }) });
  await invalidateTicket({ ctx, input: invalidateInput.parse({ id: second?.id, reason: "other" }) });
  await cancelEvent({ ctx, input: { id: event.id } });
  const before = (await told()).length;
  await does(OWNER, event, { functionName: "checkIn", args: [[FIRST]] });
  await does(OWNER, event, { functionName: "invalidate", args: [[SECOND], REFUNDED] });
  await does(OWNER, event, { functionName: "cancel" });
  await index();
  expect((await told()).slice(before)).toEqual([]);
  await runtime.pipeline.drain();
});

test("a purchase that a reorg takes back is told again when it is there again", async () => {
  const { ctx, event, told } = await aListenedEvent();
  const types = async () => (await told()).map(({ type }) => type);
  await buy(ctx, event, 1);
  await index();
  await runtime.anvil.request({ method: "anvil_rollback", params: [1] } as never);
  await index();
  expect(await types()).toEqual(["ticket.issued"]);
  await buy(ctx, event, 1);
  await index();
  expect(await types()).toEqual(["ticket.issued", "ticket.issued"]);
});

test("an endpoint isn't told of what the chain did before it was made", async () => {
  const ctx = await anOrganiser(runtime);
  const { event, told } = await anEvent(ctx);
  await buy(ctx, event, 1);
  ctx.clock.advance(DAY_MS / 2);
  await anEndpoint(ctx);
  await index();
  expect(await theTickets(event)).toHaveLength(1);
  expect(await told()).toEqual([]);
});
