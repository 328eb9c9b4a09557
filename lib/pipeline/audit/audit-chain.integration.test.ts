import { and, eq, max, sql } from "drizzle-orm";
import { concat, encodeFunctionData } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { actions, attempts, chainEvents, cursors, transactions } from "@/lib/db/schema/pipeline";
import { orders, tickets } from "@/lib/db/schema/tickets";
import { idToBytes16, newId } from "@/lib/ids";
import { ALICE, BOB, contractCallers, OPERATOR, OWNER } from "@/test/contract-callers";
import { anAction, anOrder, aPublishedEvent, PRICED_IN_ETH, type TestEvent } from "@/test/pipeline-builders";
import { TEST_FEES, type TestRuntime, testRuntime } from "@/test/test-runtime";
import type { PipelineContext } from "../context";
import { advanceIndex } from "../indexer/advance-index";
import { createPipeline } from "../pipeline";
import { auditChain, ChainHasMoved } from "./audit-chain";
import { type Difference, sentenceOf } from "./difference";

let runtime: TestRuntime;
let ctx: PipelineContext;
let callers: ReturnType<typeof contractCallers>;

/** An event with one ticket of ours that was checked in, two of ours that weren't, and one that Alice purchased. */
let event: TestEvent;
let order: { actionId: string; ticketIds: string[] };
let checkIn: string;

const drain = () => createPipeline({ ...ctx, intervalMs: 10, baseUri: null }).drain();
const audit = () => auditChain(ctx);

beforeAll(async () => {
  runtime = await testRuntime();
  const { db, chain, log } = runtime;
  ctx = { db, chain, log, confirmations: 1, fees: TEST_FEES };
  callers = contractCallers(chain);
});

afterAll(() => runtime.close());

beforeEach(async () => {
  event = await aPublishedEvent(ctx, 100, { ...PRICED_IN_ETH, transferPolicy: "open" });
  order = await anOrder(ctx, event, { quantity: 3, recipient: ALICE.address });
  const [ticketId = ""] = order.ticketIds;
  checkIn = await anAction(ctx, event, { kind: "check_in", ticketId, after: order.actionId });
  await ctx.db
    .update(tickets)
    .set({ checkedInAt: new Date(), lastActionId: checkIn })
    .where(eq(tickets.id, ticketId));
  await drain();
  await callers.purchase(event.contract);
  await advanceIndex(ctx);
});

const mint = (actionId: string) =>
  encodeFunctionData({
    abi: eventTicketsAbi,
    functionName: "mint",
    args: [[{ to: BOB.address, item: concat([idToBytes16(actionId), "0x000000000001", "0x0001"]) }]],
  });

const aFact = (name: string) => and(eq(chainEvents.contract, event.contract), eq(chainEvents.name, name));

/** Does something to the database that nobody may, has it audited, and takes it back. */
async function audited(tamper: (db: PipelineContext["db"]) => Promise<unknown>): Promise<Difference[]> {
  let found: Difference[] = [];
  const undo = new Error("taken back");
  await ctx.db
    .transaction(async (tx) => {
      await tamper(tx);
      // Read inside of the transaction that tampers: `auditChain` opens its own within.
      found = await auditChain({ ...ctx, db: tx });
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return found;
}

describe("an audit", () => {
  test("finds nothing where all is well, whoever did what", async () => {
    await callers.resell(event.contract, { tokenId: 1_000_000_004n, seller: ALICE, buyer: BOB });
    await callers.send(OWNER, { to: event.contract, data: mint(newId("act")) });
    await advanceIndex(ctx);
    expect(await audit()).toEqual([]);
  });

  test("takes no offence at what is accepted here and on its way, or was refused by the chain", async () => {
    const [, ticketId = "", refused = ""] = order.ticketIds;
    const lastActionId = await anAction(ctx, event, { kind: "check_in", ticketId, after: order.actionId });
    const checkedInAt = new Date();
    await ctx.db.update(tickets).set({ checkedInAt, lastActionId }).where(eq(tickets.id, ticketId));
    const failed = await anAction(ctx, event, { kind: "check_in", ticketId: refused, after: order.actionId });
    await ctx.db.update(actions).set({ status: "failed" }).where(eq(actions.id, failed));
    await ctx.db.update(tickets).set({ checkedInAt, lastActionId: failed }).where(eq(tickets.id, refused));
    expect(await audit()).toEqual([]);
    await drain();
    expect(await audit()).toEqual([]);
  });

  test("says so when the index doesn't stand on the chain", async () => {
    await runtime.anvil.request({ method: "anvil_rollback", params: [1] } as never);
    await expect(audit()).rejects.toThrow(ChainHasMoved);
    await advanceIndex(ctx);
    expect(await audit()).toEqual([]);
  });
});

/** One thing amiss for each kind of difference. */
const AMISS: Record<
  string,
  { tamper: (db: PipelineContext["db"]) => Promise<unknown>; found: () => object[] }
> = {
  "a fact that is missing": {
    tamper: (db) => db.delete(chainEvents).where(aFact("purchased")),
    found: () => [{ kind: "fact_missing", place: { name: "purchased" } }],
  },
  "a fact that the chain never said": {
    tamper: (db) =>
      db.execute(sql`insert into chain_events
          select chain_id, block_number, 999, position, tx_hash, contract, name, token_id, args, at
          from chain_events where contract = ${event.contract} and name = 'checked_in'`),
    found: () => [{ kind: "fact_extra", place: { name: "checked_in", logIndex: 999 } }],
  },
  "a fact above the block that the index stands on": {
    tamper: (db) =>
      db.execute(sql`insert into chain_events
          select chain_id, block_number + 1000000, log_index, position, tx_hash, contract, name, token_id, args, at
          from chain_events where contract = ${event.contract} and name = 'checked_in'`),
    found: () => [{ kind: "fact_extra", place: { name: "checked_in" } }],
  },
  "a fact with other content": {
    tamper: (db) =>
      db
        .update(chainEvents)
        .set({ args: { nonce: "0" }, at: new Date(0) })
        .where(aFact("purchased")),
    found: () => [{ kind: "fact_differs", columns: ["time", "content"] }],
  },
  "a token without a ticket": {
    tamper: async (db) => {
      await db.delete(tickets).where(and(eq(tickets.eventId, event.id), eq(tickets.mintPlace, 1)));
      await db.update(ticketTypes).set({ issued: 3 }).where(eq(ticketTypes.id, event.typeId));
    },
    found: () => [{ kind: "ticket_missing", contract: event.contract, tokenId: 1_000_000_004n }],
  },
  "a ticket without a token": {
    tamper: (db) =>
      db
        .update(tickets)
        .set({ tokenId: 1_000_000_009n })
        .where(eq(tickets.id, order.ticketIds[2] ?? "")),
    found: () => [
      { kind: "ticket_extra", tokenId: 1_000_000_009n },
      { kind: "ticket_missing", tokenId: 1_000_000_003n },
    ],
  },
  "another owner": {
    tamper: (db) =>
      db
        .update(tickets)
        .set({ owner: BOB.address })
        .where(eq(tickets.id, order.ticketIds[1] ?? "")),
    found: () => [{ kind: "ticket_differs", column: "owner", here: BOB.address, onChain: ALICE.address }],
  },
  "another status": {
    tamper: (db) =>
      db
        .update(tickets)
        .set({ checkedInAt: null })
        .where(eq(tickets.id, order.ticketIds[0] ?? "")),
    found: () => [{ kind: "ticket_differs", column: "status", here: "valid", onChain: "checked_in" }],
  },
  "a status that nothing on its way explains": {
    tamper: (db) =>
      db
        .update(tickets)
        .set({ checkedInAt: new Date() })
        .where(eq(tickets.id, order.ticketIds[1] ?? "")),
    found: () => [{ kind: "ticket_differs", column: "status", here: "checked_in", onChain: "valid" }],
  },
  "another type": {
    tamper: (db) => db.update(ticketTypes).set({ number: 2 }).where(eq(ticketTypes.id, event.typeId)),
    found: () => Array(4).fill({ kind: "ticket_differs", column: "type", here: "2", onChain: "1" }),
  },
  "another supply": {
    tamper: (db) => db.update(ticketTypes).set({ supply: 7 }).where(eq(ticketTypes.id, event.typeId)),
    found: () => [{ kind: "type_differs", column: "supply", here: "7", onChain: "100" }],
  },
  "another count of tickets": {
    tamper: (db) => db.update(ticketTypes).set({ issued: 3 }).where(eq(ticketTypes.id, event.typeId)),
    found: () => [{ kind: "type_differs", column: "issued", here: "3", onChain: "4" }],
  },
  "an event that stands otherwise": {
    tamper: (db) =>
      db
        .update(events)
        .set({
          status: "cancelled",
          isPaused: true,
          ownerAddress: BOB.address,
          operatorRemovedAt: new Date(),
        })
        .where(eq(events.id, event.id)),
    found: () =>
      ["status", "paused", "owner", "operator"].map((column) => ({ kind: "event_differs", column })),
  },
  "an order that is missing": {
    tamper: async (db) => {
      await db.update(tickets).set({ orderId: null }).where(eq(tickets.eventId, event.id));
      await db.delete(orders).where(eq(orders.eventId, event.id));
    },
    found: () => [{ kind: "order_missing", contract: event.contract }],
  },
  "an order of a purchase that never was": {
    tamper: (db) =>
      db.insert(orders).values({
        id: newId("ord"),
        organisationId: "org_test",
        eventId: event.id,
        buyer: BOB.address,
        permitNonce: 2n ** 255n,
      }),
    found: () => [{ kind: "order_extra" }],
  },
  "an order of another buyer, with another ticket": {
    tamper: async (db) => {
      const [row] = await db
        .update(orders)
        .set({ buyer: BOB.address })
        .where(eq(orders.eventId, event.id))
        .returning();
      await db
        .update(tickets)
        .set({ orderId: row?.id ?? null })
        .where(eq(tickets.id, order.ticketIds[1] ?? ""));
    },
    found: () => [
      { kind: "order_differs", column: "buyer", here: BOB.address, onChain: ALICE.address },
      { kind: "order_differs", column: "strays", here: "1" },
    ],
  },
  "a mint that never was": {
    tamper: (db) =>
      db.insert(actions).values({
        id: newId("act"),
        organisationId: "org_test",
        eventId: event.id,
        kind: "mint",
        status: "final",
        ticketIds: [],
        payload: {},
      }),
    found: () => [{ kind: "action_missing", status: "final" }],
  },
  "changes of an event that never were": {
    tamper: (db) => {
      const payload = { ticketTypeId: event.typeId, supply: 100 };
      const rows = (["cancel", "set_supply", "extend"] as const).map((kind) => {
        const common = { organisationId: "org_test", eventId: event.id, ticketIds: [], payload };
        return { ...common, id: newId("act"), kind, status: "final" as const };
      });
      return db.insert(actions).values(rows);
    },
    found: () => Array(3).fill({ kind: "action_missing", status: "final" }),
  },
  "a check-in that never was": {
    tamper: (db) =>
      db
        .update(actions)
        .set({ ticketIds: [order.ticketIds[1] ?? ""] })
        .where(eq(actions.id, checkIn)),
    found: () => [
      { kind: "action_missing", actionId: checkIn },
      { kind: "fact_unasked", name: "check_in", subject: "1000000001" },
    ],
  },
  "a mint that failed and yet was done": {
    tamper: (db) => db.update(actions).set({ status: "failed" }).where(eq(actions.id, order.actionId)),
    found: () => [{ kind: "action_unexpected", actionId: order.actionId, status: "failed" }],
  },
  "a check-in that is queued and yet was done": {
    tamper: (db) =>
      db.update(actions).set({ status: "queued", transactionId: null }).where(eq(actions.id, checkIn)),
    found: () => [{ kind: "action_unexpected", actionId: checkIn, status: "queued" }],
  },
};

describe("an audit finds", () => {
  test.for(Object.entries(AMISS))("%s", async ([, { tamper, found }]) => {
    expect(await audit()).toEqual([]);
    const differences = await audited(tamper);
    expect(differences).toMatchObject(found());
    expect(differences).toHaveLength(found().length);
    for (const difference of differences) expect(sentenceOf(difference)).toMatch(/^[A-Z].*\.$/);
    expect(await audit()).toEqual([]);
  });

  test("an order that our own account minted twice, but not one that the owner did", async () => {
    await callers.send(OWNER, { to: event.contract, data: mint(order.actionId) });
    await advanceIndex(ctx);
    expect(await audit()).toEqual([]);
    const txHash = await callers.send(OPERATOR, { to: event.contract, data: mint(order.actionId) });
    await advanceIndex(ctx);
    expect(await audit()).toEqual([{ kind: "action_twice", actionId: order.actionId, txHash }]);
    await runtime.anvil.request({ method: "anvil_rollback", params: [2] } as never);
    await advanceIndex(ctx);
  });

  test("what our own account changed of an event that nobody asked for, but not what the owner did", async () => {
    const changes = [
      encodeFunctionData({ abi: eventTicketsAbi, functionName: "setSupply", args: [1n, 50] }),
      encodeFunctionData({ abi: eventTicketsAbi, functionName: "extend", args: [2_000_000_000, 0] }),
      encodeFunctionData({
        abi: eventTicketsAbi,
        functionName: "addTicketType",
        args: [{ supply: 7, price: 9n }],
      }),
      encodeFunctionData({ abi: eventTicketsAbi, functionName: "cancel" }),
    ];
    for (const data of changes.slice(0, 3)) await callers.send(OWNER, { to: event.contract, data });
    await advanceIndex(ctx);
    expect(await audit()).toEqual([]);
    for (const data of changes) await callers.send(OPERATOR, { to: event.contract, data });
    await advanceIndex(ctx);
    expect(await audit()).toMatchObject([
      { kind: "fact_unasked", name: "set_supply", subject: "type:1" },
      { kind: "fact_unasked", name: "extend", subject: event.contract },
      { kind: "fact_unasked", name: "add_ticket_type", subject: "type:3" },
      { kind: "fact_unasked", name: "cancel", subject: event.contract },
    ]);
    await runtime.anvil.request({ method: "anvil_rollback", params: [7] } as never);
    await advanceIndex(ctx);
    expect(await audit()).toEqual([]);
  });

  test("terms that aren't those that the owner extended the event to", async () => {
    const data = encodeFunctionData({
      abi: eventTicketsAbi,
      functionName: "extend",
      args: [2_000_000_000, 0],
    });
    await callers.send(OWNER, { to: event.contract, data });
    await advanceIndex(ctx);
    const differences = await audited((db) =>
      db.update(events).set({ maxPerWallet: 3 }).where(eq(events.id, event.id)),
    );
    expect(differences).toMatchObject([{ kind: "event_differs", column: "terms" }]);
  });

  test("what our own account did in a transaction that was never stored", async () => {
    const [row] = await ctx.db.select().from(actions).where(eq(actions.id, checkIn));
    const transactionId = row?.transactionId ?? "";
    const differences = await audited(async (db) => {
      await db.delete(attempts).where(eq(attempts.transactionId, transactionId));
      await db.update(actions).set({ transactionId: null }).where(eq(actions.id, checkIn));
      await db.delete(transactions).where(eq(transactions.id, transactionId));
      await db.update(actions).set({ status: "queued" }).where(eq(actions.id, checkIn));
    });
    expect(differences).toMatchObject([{ kind: "action_unexpected", actionId: checkIn, status: "queued" }]);
  });

  test("tokens that the contract counts and its logs don't", async () => {
    const [known] = await ctx.db.select({ block: max(chainEvents.blockNumber) }).from(chainEvents);
    const [cursor] = await ctx.db.select().from(cursors);
    expect(known?.block).toBe(cursor?.blockNumber);
    const { client } = ctx.chain;
    const forgetful: typeof client = Object.assign(Object.create(client), {
      getLogs: async (query: Parameters<typeof client.getLogs>[0]) =>
        (await client.getLogs(query)).filter((log) => log.blockNumber !== BigInt(known?.block ?? 0)),
    });
    const differences = await auditChain({ db: ctx.db, chain: { ...ctx.chain, client: forgetful } });
    expect(differences).toContainEqual({
      kind: "supply_differs",
      contract: event.contract,
      here: "3",
      onChain: "4",
    });
  });
});
