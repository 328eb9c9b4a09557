import { asc, eq, inArray } from "drizzle-orm";
import { type Address, concat, createWalletClient, http } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { ticketTypes } from "@/lib/db/schema/events";
import { actions, attempts, chainEvents, transactions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { idToBytes16, newId } from "@/lib/ids";
import { OPERATOR, OWNER } from "@/test/contract-callers";
import { anAction, anOrder, aPublishedEvent } from "@/test/pipeline-builders";
import { TEST_FEES, type TestRuntime, testRuntime } from "@/test/test-runtime";
import { broadcastOpen } from "./batcher/broadcast-open";
import { loadQueue } from "./batcher/load-queue";
import { readPlace } from "./batcher/read-place";
import { submitQueue } from "./batcher/submit-queue";
import type { Lane, PipelineContext } from "./context";
import { advanceIndex } from "./indexer/advance-index";
import { createPipeline } from "./pipeline";

const HOLDER: Address = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";

let runtime: TestRuntime;
let ctx: PipelineContext;
let lane: Lane;

beforeAll(async () => {
  runtime = await testRuntime();
  const { db, chain, log } = runtime;
  ctx = { db, chain, log, confirmations: 1, fees: TEST_FEES };
  lane = { ...ctx, signer: chain.signers[0] };
});

afterAll(() => runtime.close());

/** A pipeline that knows only what is stored, like one after a restart. */
const restarted = () => createPipeline({ ...ctx, intervalMs: 10, baseUri: null });

/** Stores what is queued, and sends nothing. */
const submit = async () => submitQueue(lane, await readPlace(lane));

const read = <Name extends "totalSupply">(functionName: Name, address: Address) =>
  ctx.chain.client.readContract({ abi: eventTicketsAbi, address, functionName });

const ownerOf = (address: Address, tokenId: bigint) =>
  ctx.chain.client.readContract({ abi: eventTicketsAbi, address, functionName: "ownerOf", args: [tokenId] });

async function theAction(id: string) {
  const [row] = await ctx.db.select().from(actions).where(eq(actions.id, id));
  if (!row) throw new Error(`No action ${id}`);
  return row;
}

async function theTickets(ids: string[]) {
  const rows = await ctx.db.select().from(tickets).where(inArray(tickets.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

describe("minting", () => {
  test("gives the tickets of an order consecutive tokens, in their order, and their owner", async () => {
    const event = await aPublishedEvent(ctx);
    const order = await anOrder(ctx, event, { quantity: 3, recipient: HOLDER });
    const custody = await anOrder(ctx, event);
    await restarted().drain();

    const [first, second, third] = await theTickets(order.ticketIds);
    expect([first?.tokenId, second?.tokenId, third?.tokenId]).toEqual([
      1_000_000_001n,
      1_000_000_002n,
      1_000_000_003n,
    ]);
    expect([first?.owner, second?.status, third?.owner]).toEqual([HOLDER, "valid", HOLDER]);
    const [kept] = await theTickets(custody.ticketIds);
    expect(kept).toMatchObject({ owner: event.contract, status: "valid" });
    expect(await ownerOf(event.contract, 1_000_000_002n)).toBe(HOLDER);
    expect(["confirmed", "final"]).toContain((await theAction(order.actionId)).status);
  });

  test("signed bytes stored before a crash go out after it, and no others", async () => {
    const event = await aPublishedEvent(ctx);
    await restarted().drain();
    const { actionId } = await anOrder(ctx, event, { quantity: 5 });
    await advanceIndex(ctx);
    await submit(); // and here the process dies: stored, never sent
    const { transactionId } = await theAction(actionId);

    await restarted().drain();
    expect(await read("totalSupply", event.contract)).toBe(5n);
    expect((await theAction(actionId)).transactionId).toBe(transactionId);
  });

  test("bytes sent before a crash that hid the answer are mined once", async () => {
    const event = await aPublishedEvent(ctx);
    await restarted().drain();
    await anOrder(ctx, event, { quantity: 5 });
    await submit();
    const stored = await ctx.db
      .select({ signedBytes: attempts.signedBytes })
      .from(transactions)
      .innerJoin(attempts, eq(attempts.transactionId, transactions.id))
      .where(eq(transactions.status, "signed"));
    for (const { signedBytes } of stored) {
      await ctx.chain.client.sendRawTransaction({ serializedTransaction: signedBytes });
    }
    await broadcastOpen(lane); // sends them again

    await restarted().drain();
    expect(stored).toHaveLength(1);
    expect(await read("totalSupply", event.contract)).toBe(5n);
  });

  test("bytes that were mined and indexed before their sending was noted are settled with no further block", async () => {
    const event = await aPublishedEvent(ctx);
    await restarted().drain();
    const { actionId } = await anOrder(ctx, event, { quantity: 2 });
    await submit();
    const { transactionId } = await theAction(actionId);
    const [stored] = await ctx.db
      .select()
      .from(attempts)
      .where(eq(attempts.transactionId, transactionId ?? ""));
    const serializedTransaction = stored?.signedBytes ?? "0x";
    const hash = await ctx.chain.client.sendRawTransaction({ serializedTransaction });
    await ctx.chain.client.waitForTransactionReceipt({ hash });

    await advanceIndex(ctx);
    expect((await theAction(actionId)).status).toBe("confirmed");
    expect(await read("totalSupply", event.contract)).toBe(2n);
  });

  test("two batchers on one queue submit each action once", async () => {
    const event = await aPublishedEvent(ctx);
    await restarted().drain();
    for (let i = 0; i < 20; i++) await anOrder(ctx, event);
    await Promise.all([submit(), submit(), submit()]);
    await restarted().drain();
    expect(await read("totalSupply", event.contract)).toBe(20n);
  });

  test("an order that the contract refuses fails alone, with the reason, and gives its stock back", async () => {
    const event = await aPublishedEvent(ctx, 10);
    const fits = await anOrder(ctx, event, { quantity: 9 });
    const tooMany = await anOrder(ctx, event, { quantity: 3 });
    const alsoFits = await anOrder(ctx, event, { quantity: 1 });
    await restarted().drain();

    expect(await theAction(tooMany.actionId)).toMatchObject({
      status: "failed",
      error: { code: "SupplyExceeded" },
    });
    expect((await theTickets(tooMany.ticketIds)).map(({ status }) => status)).toEqual([
      "failed",
      "failed",
      "failed",
    ]);
    expect(
      (await theTickets([...fits.ticketIds, ...alsoFits.ticketIds])).every((t) => t.status === "valid"),
    ).toBe(true);
    const [type] = await ctx.db.select().from(ticketTypes).where(eq(ticketTypes.id, event.typeId));
    expect(type?.issued).toBe(10);
  });
});

describe("what follows a mint", () => {
  test("waits for it, goes in order, and reaches the chain", async () => {
    const event = await aPublishedEvent(ctx);
    const { actionId, ticketIds } = await anOrder(ctx, event);
    const [ticketId = ""] = ticketIds;
    const checkIn = await anAction(ctx, event, { kind: "check_in", ticketId, after: actionId });
    const undo = await anAction(ctx, event, { kind: "undo_check_in", ticketId, after: checkIn });
    const payload = { reason: "fraud" };
    const last = await anAction(ctx, event, { kind: "invalidate", ticketId, after: undo, payload });
    await restarted().drain();

    expect((await theAction(last)).status).not.toBe("failed");
    const facts = await ctx.db
      .select()
      .from(chainEvents)
      .where(eq(chainEvents.contract, event.contract))
      .orderBy(asc(chainEvents.blockNumber));
    const status = facts.filter(({ name }) =>
      ["checked_in", "check_in_undone", "invalidated"].includes(name),
    );
    expect(status.map((fact) => fact.name)).toEqual(["checked_in", "check_in_undone", "invalidated"]);
    expect(status.at(-1)?.args).toEqual({ tokenId: "1000000001", reason: 3 });
  });

  test("is tried although an action before it failed: that one is done, too", async () => {
    const event = await aPublishedEvent(ctx);
    const { actionId, ticketIds } = await anOrder(ctx, event);
    const [ticketId = ""] = ticketIds;
    const undo = await anAction(ctx, event, { kind: "undo_check_in", ticketId, after: actionId });
    const checkIn = await anAction(ctx, event, { kind: "check_in", ticketId, after: undo });
    await restarted().drain();
    expect(await theAction(undo)).toMatchObject({ status: "failed", error: { code: "TicketNotCheckedIn" } });
    expect((await theAction(checkIn)).error).toBeNull();
  });

  test("whose transaction reverts, though simulated, is tried again, and then fails with the reason", async () => {
    const event = await aPublishedEvent(ctx);
    const { actionId, ticketIds } = await anOrder(ctx, event);
    await restarted().drain();
    const [ticketId = ""] = ticketIds;
    const payload = { reason: "fraud" };
    const checkIn = await anAction(ctx, event, { kind: "check_in", ticketId, after: actionId });
    const invalidate = await anAction(ctx, event, { kind: "invalidate", ticketId, after: actionId, payload });
    await restarted().drain();

    expect((await theAction(checkIn)).error).toBeNull();
    const refused = { status: "failed", reverts: 1, error: { code: "TicketCheckedIn" } };
    expect(await theAction(invalidate)).toMatchObject(refused);
  });

  test("fails when the mint failed, with all that comes after it", async () => {
    const event = await aPublishedEvent(ctx, 1);
    const { actionId, ticketIds } = await anOrder(ctx, event, { quantity: 2 });
    const [ticketId = ""] = ticketIds;
    const checkIn = await anAction(ctx, event, { kind: "check_in", ticketId, after: actionId });
    const undo = await anAction(ctx, event, { kind: "undo_check_in", ticketId, after: checkIn });
    const payload = { reason: "fraud" };
    const invalidate = await anAction(ctx, event, { kind: "invalidate", ticketId, after: undo, payload });
    await restarted().drain();
    for (const id of [checkIn, undo, invalidate])
      expect(await theAction(id)).toMatchObject({ status: "failed", error: { code: "DependencyFailed" } });
  });

  test("counts as well when the owner does it by hand, without the server", async () => {
    const event = await aPublishedEvent(ctx);
    const { ticketIds } = await anOrder(ctx, event);
    await restarted().drain();
    const owner = createWalletClient({ account: OWNER, transport: http(ctx.chain.rpcUrl) });
    const hash = await owner.writeContract({
      chain: null,
      abi: eventTicketsAbi,
      address: event.contract,
      functionName: "checkIn",
      args: [[1_000_000_001n]],
    });
    await ctx.chain.client.waitForTransactionReceipt({ hash });
    await advanceIndex(ctx);
    expect(await theTickets(ticketIds)).toMatchObject([{ status: "checked_in" }]);
  });
});

describe("strangers", () => {
  const asOwner = () => createWalletClient({ account: OWNER, transport: http(ctx.chain.rpcUrl) });

  test("can't touch another event's tickets by minting with the reference of their order", async () => {
    const [victim, attacker] = [await aPublishedEvent(ctx), await aPublishedEvent(ctx)];
    const { actionId, ticketIds } = await anOrder(ctx, victim, { recipient: HOLDER });
    await anOrder(ctx, attacker);
    await restarted().drain();
    const item = concat([idToBytes16(actionId), "0x000000000001", "0x0001"]);
    for (const { contract } of [attacker, victim]) {
      const hash = await asOwner().writeContract({
        chain: null,
        abi: eventTicketsAbi,
        address: contract,
        functionName: "mint",
        args: [[{ to: OWNER.address, item }]],
      });
      await ctx.chain.client.waitForTransactionReceipt({ hash });
    }
    await advanceIndex(ctx);
    expect(await theTickets(ticketIds)).toMatchObject([{ tokenId: 1_000_000_001n, owner: HOLDER }]);
  });

  test("may use up a nonce of ours: the actions go out again with another", async () => {
    const event = await aPublishedEvent(ctx);
    await restarted().drain();
    const { actionId } = await anOrder(ctx, event, { quantity: 2 });
    await advanceIndex(ctx);
    await submit();
    const server = createWalletClient({
      account: OPERATOR,
      transport: http(ctx.chain.rpcUrl),
    });
    const hash = await server.sendTransaction({ chain: null, to: HOLDER, value: 1n });
    await ctx.chain.client.waitForTransactionReceipt({ hash });

    await restarted().drain();
    expect((await theAction(actionId)).error).toBeNull();
    expect(await read("totalSupply", event.contract)).toBe(2n);
  });

  test("invalidating by hand leave the reason they gave", async () => {
    const event = await aPublishedEvent(ctx);
    const { ticketIds } = await anOrder(ctx, event);
    await restarted().drain();
    const hash = await asOwner().writeContract({
      chain: null,
      abi: eventTicketsAbi,
      address: event.contract,
      functionName: "invalidate",
      args: [[1_000_000_001n], 1],
    });
    await ctx.chain.client.waitForTransactionReceipt({ hash });
    await advanceIndex(ctx);
    expect(await theTickets(ticketIds)).toMatchObject([
      { status: "invalidated", invalidatedReason: "refunded" },
    ]);
  });
});

describe("a queue", () => {
  test("of thousands of tickets in large orders is read in one round", async () => {
    const event = await aPublishedEvent(ctx, 100_000);
    await restarted().drain();
    const ticketIds = Array.from({ length: 50 }, () => newId("tkt"));
    const { id: eventId, publishActionId: afterActionId } = event;
    const order = {
      organisationId: "org_test",
      eventId,
      kind: "mint" as const,
      ticketIds,
      payload: {},
      afterActionId,
    };
    await ctx.db
      .insert(actions)
      .values(Array.from({ length: 1_400 }, () => ({ ...order, id: newId("act") })));
    await expect(loadQueue(ctx.db, lane.signer.address)).resolves.toHaveLength(1_400);
    await ctx.db.delete(actions).where(eq(actions.eventId, event.id));
  });
});

describe("a reorg", () => {
  test("takes back what orphaned blocks said, and the same bytes bring it again", async () => {
    const event = await aPublishedEvent(ctx);
    await restarted().drain();
    const before = await ctx.chain.client.getBlockNumber();
    const { actionId, ticketIds } = await anOrder(ctx, event, { quantity: 4, recipient: HOLDER });
    await restarted().drain();
    const { transactionId } = await theAction(actionId);
    const depth = Number((await ctx.chain.client.getBlockNumber()) - before);
    await runtime.anvil.request({ method: "anvil_rollback", params: [depth] } as never);

    await advanceIndex(ctx);
    expect(await theAction(actionId)).toMatchObject({ status: "submitted", blockNumber: null });
    expect(await theTickets(ticketIds)).toMatchObject(
      Array(4).fill({ status: "pending", owner: null, tokenId: null }),
    );

    await restarted().drain();
    expect(await theAction(actionId)).toMatchObject({ transactionId });
    expect(await read("totalSupply", event.contract)).toBe(4n);
    expect(await theTickets(ticketIds)).toMatchObject(Array(4).fill({ status: "valid", owner: HOLDER }));
  });

  test("takes back what others did in orphaned blocks", async () => {
    const event = await aPublishedEvent(ctx);
    const { ticketIds } = await anOrder(ctx, event, { quantity: 2 });
    await restarted().drain();
    const [checkIn, invalidate] = [
      { functionName: "checkIn", args: [[1_000_000_001n]] },
      { functionName: "invalidate", args: [[1_000_000_002n], 1] },
    ] as const;
    const owner = createWalletClient({ account: OWNER, transport: http(ctx.chain.rpcUrl) });
    const target = { chain: null, abi: eventTicketsAbi, address: event.contract };
    for (const send of [
      () => owner.writeContract({ ...target, ...checkIn }),
      () => owner.writeContract({ ...target, ...invalidate }),
    ]) {
      await ctx.chain.client.waitForTransactionReceipt({ hash: await send() });
    }
    await advanceIndex(ctx);
    expect((await theTickets(ticketIds)).map(({ status }) => status)).toEqual(["checked_in", "invalidated"]);

    await runtime.anvil.request({ method: "anvil_rollback", params: [2] } as never);
    await advanceIndex(ctx);
    expect((await theTickets(ticketIds)).map(({ status }) => status)).toEqual(["valid", "valid"]);
  });

  test("of blocks that were never indexed changes nothing", async () => {
    const event = await aPublishedEvent(ctx);
    await restarted().drain();
    const { ticketIds } = await anOrder(ctx, event);
    await restarted().drain();
    await runtime.anvil.mine({ blocks: 3 });
    await runtime.anvil.request({ method: "anvil_rollback", params: [3] } as never);
    await restarted().tick();
    expect(await theTickets(ticketIds)).toMatchObject([{ status: "valid" }]);
  });
});
