import { asc, eq, sql } from "drizzle-orm";
import { type Address, encodeFunctionData, type Hex, toHex } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { actions, chainEvents } from "@/lib/db/schema/pipeline";
import { scans, tickets } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";
import { getTicket } from "@/lib/services/ticket/get";
import { ALICE, BOB, contractCallers, OPERATOR, OWNER } from "@/test/contract-callers";
import { anAction, anOrder, aPublishedEvent, PRICED_IN_ETH, type TestEvent } from "@/test/pipeline-builders";
import { TEST_FEES, type TestRuntime, testRuntime } from "@/test/test-runtime";
import type { PipelineContext } from "../context";
import { createPipeline } from "../pipeline";
import { advanceIndex } from "./advance-index";

let runtime: TestRuntime;
let ctx: PipelineContext;
let callers: ReturnType<typeof contractCallers>;

beforeAll(async () => {
  runtime = await testRuntime();
  const { db, chain, log } = runtime;
  ctx = { db, chain, log, confirmations: 1, fees: TEST_FEES };
  callers = contractCallers(chain);
});

afterAll(() => runtime.close());

const FIRST = 1_000_000_001n;

const drain = () => createPipeline({ ...ctx, intervalMs: 10, baseUri: null }).drain();

/** An event on the chain, priced in the chain's coin. */
async function anEvent(): Promise<TestEvent> {
  const event = await aPublishedEvent(ctx, 100, {
    ...PRICED_IN_ETH,
    transferPolicy: "open",
    maxPerWallet: 4,
  });
  await drain();
  return event;
}

type EncodeOptions = Parameters<typeof encodeFunctionData<typeof eventTicketsAbi>>[0];

const dataOf = (call: Omit<EncodeOptions, "abi">): Hex =>
  encodeFunctionData({ abi: eventTicketsAbi, ...call } as EncodeOptions);

/** What the owner does by hand. */
const asOwner = (to: Address, call: Omit<EncodeOptions, "abi">) =>
  callers.send(OWNER, { to, data: dataOf(call) });

const theEvent = async ({ id }: TestEvent) =>
  (await ctx.db.select().from(events).where(eq(events.id, id)))[0];

const theTypes = ({ id }: TestEvent) =>
  ctx.db.select().from(ticketTypes).where(eq(ticketTypes.eventId, id)).orderBy(asc(ticketTypes.number));

const theTickets = ({ id }: TestEvent) =>
  ctx.db.select().from(tickets).where(eq(tickets.eventId, id)).orderBy(asc(tickets.tokenId), asc(tickets.id));

const factNames = async ({ contract }: TestEvent) => {
  const rows = await ctx.db.select().from(chainEvents).where(eq(chainEvents.contract, contract));
  return rows.map(({ name }) => name);
};

async function rollBack(blocks: number): Promise<void> {
  await runtime.anvil.request({ method: "anvil_rollback", params: [blocks] } as never);
  await advanceIndex(ctx);
}

describe("tickets of others' making", () => {
  test("are there when they were purchased: valid, of their type and owner, and counted", async () => {
    const event = await anEvent();
    await anOrder(ctx, event, { quantity: 2 });
    await drain();
    await callers.purchase(event.contract, { quantity: 3n });
    await advanceIndex(ctx);

    const [, , ...bought] = await theTickets(event);
    expect(bought).toMatchObject(
      [3n, 4n, 5n].map((serial) => ({
        tokenId: 1_000_000_000n + serial,
        owner: ALICE.address,
        status: "valid",
        ticketTypeId: event.typeId,
        mintActionId: null,
      })),
    );
    expect(await theTypes(event)).toMatchObject([{ issued: 5 }]);
    expect(await factNames(event)).toContain("purchased");
  });

  test("are there when the owner mints by hand, in custody as well", async () => {
    const event = await anEvent();
    const order = { to: ALICE.address, item: toHex((1n << 16n) | 1n, { size: 24 }) };
    await asOwner(event.contract, { functionName: "mint", args: [[order]] });
    const custody: Address = "0x0000000000000000000000000000000000000000";
    await asOwner(event.contract, { functionName: "issue", args: [custody, 1, 2] });
    await advanceIndex(ctx);
    expect((await theTickets(event)).map(({ owner }) => owner)).toEqual([
      ALICE.address,
      event.contract,
      event.contract,
    ]);
  });

  test("are read like others by the API, and can be checked in by it", async () => {
    const event = await anEvent();
    await callers.purchase(event.contract);
    await advanceIndex(ctx);
    const [ticket] = await theTickets(event);
    const service = runtime.context({ organisationId: "org_test" });
    const read = () => getTicket({ ctx: service, input: { id: ticket?.id ?? "" } });
    expect((await read()).chain).toMatchObject({
      state: "confirmed",
      txHash: ticket?.mintTxHash,
      blockNumber: ticket?.mintBlockNumber,
    });

    const ticketId = ticket?.id ?? "";
    const checkIn = await anAction(ctx, event, { kind: "check_in", ticketId, after: null });
    await ctx.db.update(tickets).set({ lastActionId: checkIn }).where(eq(tickets.id, ticketId));
    await drain();
    expect((await read()).chain.state).toMatch(/confirmed|final/);
    expect(await factNames(event)).toContain("checked_in");
  });

  test("change hands on the market, which is one contract for all events", async () => {
    const event = await anEvent();
    await callers.purchase(event.contract);
    await callers.resell(event.contract, { tokenId: FIRST, seller: ALICE, buyer: BOB });
    await advanceIndex(ctx);
    expect(await theTickets(event)).toMatchObject([{ owner: BOB.address }]);
    expect(await factNames(event)).toEqual(expect.arrayContaining(["offer_filled", "resold"]));
  });

  test("of a type that the owner added have that type", async () => {
    const event = await anEvent();
    await asOwner(event.contract, { functionName: "addTicketType", args: [{ supply: 7, price: 9n }] });
    await asOwner(event.contract, { functionName: "issue", args: [ALICE.address, 2, 2] });
    await advanceIndex(ctx);
    expect(await theTypes(event)).toMatchObject([
      { supply: 100, issued: 0 },
      { number: 2, supply: 7, priceUnits: 9n, issued: 2, isAddedOnChain: true },
    ]);
  });
});

/** What others may do to an event in which Alice bought two tickets, and how it is to be seen. */
const DEEDS: Record<string, { deed: (event: TestEvent) => Promise<unknown>; seen: Record<string, unknown> }> =
  {
    "a purchase": {
      deed: ({ contract }) => callers.purchase(contract, { buyer: BOB }),
      seen: { issued: [3] },
    },
    "a transfer": {
      deed: ({ contract }) =>
        callers.send(ALICE, {
          to: contract,
          data: dataOf({ functionName: "transferFrom", args: [ALICE.address, BOB.address, FIRST] }),
        }),
      seen: { owners: [BOB.address, ALICE.address] },
    },
    "a sale on the market": {
      deed: ({ contract }) => callers.resell(contract, { tokenId: FIRST, seller: ALICE, buyer: BOB }),
      seen: { owners: [BOB.address, ALICE.address] },
    },
    "a check-in": {
      deed: ({ contract }) => asOwner(contract, { functionName: "checkIn", args: [[FIRST]] }),
      seen: { statuses: ["checked_in", "valid"] },
    },
    "an invalidation": {
      deed: ({ contract }) => asOwner(contract, { functionName: "invalidate", args: [[FIRST], 3] }),
      seen: { statuses: ["invalidated", "valid"], issued: [1] },
    },
    "a cancellation": {
      deed: ({ contract }) => asOwner(contract, { functionName: "cancel" }),
      seen: { status: "cancelled" },
    },
    "a refund": {
      deed: async ({ contract }) => {
        await asOwner(contract, { functionName: "cancel" });
        const data = dataOf({ functionName: "refund", args: [[FIRST], ALICE.address] });
        await callers.send(ALICE, { to: contract, data });
      },
      seen: { status: "cancelled" },
    },
    "a pause": {
      deed: ({ contract }) => asOwner(contract, { functionName: "setPaused", args: [true] }),
      seen: { isPaused: true },
    },
    "the removal of the server": {
      deed: ({ contract }) =>
        asOwner(contract, { functionName: "setOperator", args: [OPERATOR.address, false] }),
      seen: { operatorRemovedAt: expect.any(Date) },
    },
    "another operator": {
      deed: ({ contract }) => asOwner(contract, { functionName: "setOperator", args: [BOB.address, false] }),
      seen: { operatorRemovedAt: null },
    },
    "a new owner": {
      deed: async ({ contract }) => {
        await asOwner(contract, { functionName: "transferOwnership", args: [BOB.address] });
        await callers.send(BOB, { to: contract, data: dataOf({ functionName: "acceptOwnership" }) });
      },
      seen: { ownerAddress: BOB.address },
    },
    "a later end": {
      deed: ({ contract }) => asOwner(contract, { functionName: "postpone", args: [2_000_000_000] }),
      seen: { endsAt: new Date(2_000_000_000_000) },
    },
    "an end beyond all dates": {
      deed: ({ contract }) => asOwner(contract, { functionName: "postpone", args: [2 ** 40 - 1] }),
      seen: { endsAt: new Date("9999-12-31T23:59:59Z") },
    },
    "a later close of resale and no limit": {
      deed: ({ contract }) => asOwner(contract, { functionName: "extend", args: [2_000_000_000, 0] }),
      seen: { resaleClosesAt: new Date(2_000_000_000_000), maxPerWallet: null },
    },
    "another supply": {
      deed: ({ contract }) => asOwner(contract, { functionName: "setSupply", args: [1n, 5] }),
      seen: { supplies: [5] },
    },
    "another type with a ticket": {
      deed: async ({ contract }) => {
        await asOwner(contract, { functionName: "addTicketType", args: [{ supply: 7, price: 9n }] });
        await asOwner(contract, { functionName: "issue", args: [BOB.address, 2, 1] });
      },
      seen: { supplies: [100, 7], issued: [2, 1] },
    },
  };

/** All columns that the index writes. */
async function projection(event: TestEvent) {
  const { updatedAt: _, ...row } = (await theEvent(event)) ?? { updatedAt: null };
  const [types, all] = [await theTypes(event), await theTickets(event)];
  return { row, types, all };
}

async function seenOf(event: TestEvent) {
  const { row, types, all } = await projection(event);
  return {
    ...row,
    supplies: types.map((type) => type.supply),
    issued: types.map((type) => type.issued),
    owners: all.map((ticket) => ticket.owner),
    statuses: all.map((ticket) => ticket.status),
  };
}

describe("what others do to an event", () => {
  test.for(Object.entries(DEEDS))(
    "is seen, and undone exactly by a reorg: %s",
    async ([, { deed, seen }]) => {
      const event = await anEvent();
      await callers.purchase(event.contract, { quantity: 2n });
      await advanceIndex(ctx);
      const before = await projection(event);
      const names = await factNames(event);
      const height = await ctx.chain.client.getBlockNumber();

      await deed(event);
      await advanceIndex(ctx);
      expect(await seenOf(event)).toMatchObject(seen);
      expect((await factNames(event)).length).toBeGreaterThan(names.length);

      await rollBack(Number((await ctx.chain.client.getBlockNumber()) - height));
      expect(await projection(event)).toEqual(before);
      expect(await factNames(event)).toEqual(names);
    },
  );
});

describe("a reorg", () => {
  /** A ticket of Alice's that is checked in here by a scan, the chain following. */
  async function aScannedTicket(event: TestEvent, ticketId: string, after: string | null) {
    const [scanId, at] = [newId("scn"), new Date("2026-01-02T03:04:05Z")];
    const checkIn = await anAction(ctx, event, { kind: "check_in", ticketId, after });
    await ctx.db.insert(scans).values({
      id: scanId,
      organisationId: "org_test",
      eventId: event.id,
      ticketId,
      type: "entry",
      result: "admitted",
      at,
      receivedAt: at,
      by: "key_test",
    });
    await ctx.db
      .update(tickets)
      .set({ checkedInAt: at, checkedInScanId: scanId, lastActionId: checkIn })
      .where(eq(tickets.id, ticketId));
    return { checkedInAt: at, checkedInScanId: scanId };
  }

  test("that takes an undo of others back restores the scan that the ticket was checked in by", async () => {
    const event = await anEvent();
    const { ticketIds, actionId } = await anOrder(ctx, event);
    await drain();
    const admission = await aScannedTicket(event, ticketIds[0] ?? "", actionId);
    await drain();
    await asOwner(event.contract, { functionName: "undoCheckIn", args: [[FIRST]] });
    await advanceIndex(ctx);
    expect(await theTickets(event)).toMatchObject([{ status: "valid", checkedInScanId: null }]);
    await rollBack(1);
    expect(await theTickets(event)).toMatchObject([{ status: "checked_in", ...admission }]);
  });

  test("keeps a purchased ticket that was scanned here, until the same transaction brings it back", async () => {
    const event = await anEvent();
    const data = dataOf({ functionName: "issue", args: [ALICE.address, 1, 1] });
    const serializedTransaction = await callers.sign(OWNER, { to: event.contract, data });
    const sendAgain = async () => {
      const hash = await ctx.chain.client.sendRawTransaction({ serializedTransaction });
      await ctx.chain.client.waitForTransactionReceipt({ hash, pollingInterval: 20 });
      await advanceIndex(ctx);
    };
    await sendAgain();
    const [ticket] = await theTickets(event);
    const admission = await aScannedTicket(event, ticket?.id ?? "", null);
    // The chain hears of it only after the reorg.
    await ctx.db
      .update(actions)
      .set({ status: "failed" })
      .where(sql`${actions.eventId} = ${event.id} and ${actions.kind} = 'check_in'`);

    await rollBack(1);
    expect(await theTickets(event)).toMatchObject([{ status: "failed", tokenId: null }]);
    expect(await theTypes(event)).toMatchObject([{ issued: 0 }]);
    await sendAgain();
    expect(await theTickets(event)).toMatchObject([
      { id: ticket?.id, tokenId: FIRST, status: "checked_in", ...admission },
    ]);
    expect(await theTypes(event)).toMatchObject([{ issued: 1 }]);
  });
});
