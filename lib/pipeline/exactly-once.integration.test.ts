import { eq } from "drizzle-orm";
import { type Address, createWalletClient, http, TransactionReceiptNotFoundError } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { localSigner } from "@/lib/chain/signer";
import { actions, attempts, signerStates, transactions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { OPERATOR, OWNER } from "@/test/contract-callers";
import { anAction, anOrder, aPublishedEvent } from "@/test/pipeline-builders";
import { TEST_FEES, type TestRuntime, testRuntime } from "@/test/test-runtime";
import { broadcastOpen } from "./batcher/broadcast-open";
import { callTarget } from "./batcher/call-target";
import { failRejected } from "./batcher/fail-rejected";
import { loadQueue } from "./batcher/load-queue";
import { mendNonces } from "./batcher/mend-nonces";
import { planBatches } from "./batcher/plan-batches";
import { readPlace } from "./batcher/read-place";
import { freeFunds } from "./batcher/signer-funds";
import { simulateBatch } from "./batcher/simulate-batch";
import { submitQueue } from "./batcher/submit-queue";
import type { Lane, PipelineContext } from "./context";
import { advanceIndex } from "./indexer/advance-index";
import { createPipeline } from "./pipeline";

const HOLDER: Address = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
/** Anvil's third account. */
const SECOND_KEY = "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a";

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

const drain = (changed: Partial<PipelineContext> = {}) =>
  createPipeline({ ...ctx, ...changed, intervalMs: 10, baseUri: null }).drain();

/** Stores what is queued, and sends nothing. */
const submit = async () => submitQueue(lane, await readPlace(lane));

const mend = async (changed: Partial<Lane> = {}) =>
  mendNonces({ ...lane, ...changed }, await readPlace(lane));

const supplyOf = (address: Address) =>
  ctx.chain.client.readContract({ abi: eventTicketsAbi, address, functionName: "totalSupply" });

async function theAction(id: string) {
  const [row] = await ctx.db.select().from(actions).where(eq(actions.id, id));
  if (!row) throw new Error(`No action ${id}`);
  return row;
}

async function theTransaction(actionId: string) {
  const { transactionId } = await theAction(actionId);
  const [row] = await ctx.db
    .select()
    .from(transactions)
    .where(eq(transactions.id, transactionId ?? ""));
  if (!row) throw new Error(`Action ${actionId} has no transaction`);
  return row;
}

const attemptsOf = (transactionId: string) =>
  ctx.db.select().from(attempts).where(eq(attempts.transactionId, transactionId)).orderBy(attempts.seq);

async function send(signedBytes: `0x${string}`) {
  const hash = await ctx.chain.client.sendRawTransaction({ serializedTransaction: signedBytes });
  return ctx.chain.client.waitForTransactionReceipt({ hash });
}

/** The event's owner changes how many tickets of type 1 there may be. */
async function setSupply(address: Address, supply: number) {
  const wallet = createWalletClient({ account: OWNER, transport: http(ctx.chain.rpcUrl) });
  const call = { chain: null, abi: eventTicketsAbi, address, functionName: "setSupply" } as const;
  const hash = await wallet.writeContract({ ...call, args: [1n, supply] });
  await ctx.chain.client.waitForTransactionReceipt({ hash });
}

/** Somebody else with the server's key uses its next nonce. */
async function useNonce() {
  const server = createWalletClient({ account: OPERATOR, transport: http(ctx.chain.rpcUrl) });
  const hash = await server.sendTransaction({ chain: null, to: HOLDER, value: 1n });
  await ctx.chain.client.waitForTransactionReceipt({ hash });
}

/** The chain loses all blocks above `height`. */
async function rollBackTo(height: bigint) {
  const depth = Number((await ctx.chain.client.getBlockNumber()) - height);
  await runtime.anvil.request({ method: "anvil_rollback", params: [depth] } as never);
}

const mine = (blocks: number) => runtime.anvil.mine({ blocks });

describe("an action whose transaction reverted", () => {
  /** Stored while the chain would accept it, sent when it no longer does. */
  async function aRevertedOrder() {
    const event = await aPublishedEvent(ctx, 10);
    await drain();
    const height = await ctx.chain.client.getBlockNumber();
    const order = await anOrder(ctx, event, { quantity: 3, recipient: HOLDER });
    await submit();
    await setSupply(event.contract, 0);
    await broadcastOpen(lane);
    const { hash } = await theTransaction(order.actionId);
    await ctx.chain.client.waitForTransactionReceipt({ hash });
    await advanceIndex(ctx);
    return { event, order, height };
  }

  test("waits until that is final before it goes into another", async () => {
    const { event, order } = await aRevertedOrder();
    await setSupply(event.contract, 10);
    const reverted = await theTransaction(order.actionId);
    expect(reverted.status).toBe("reverted");
    expect((await theAction(order.actionId)).status).toBe("submitted");
    await mine(3);
    await advanceIndex(ctx);
    expect(await theAction(order.actionId)).toMatchObject({
      status: "queued",
      reverts: 1,
      transactionId: null,
    });
    await drain();
    expect(await supplyOf(event.contract)).toBe(3n);
  });

  test("is done once, although a reorg brings the reverted transaction back to where it would succeed", async () => {
    const { event, order, height } = await aRevertedOrder();
    await setSupply(event.contract, 10);
    await drain();
    expect(await supplyOf(event.contract)).toBe(3n);

    await rollBackTo(height);
    await advanceIndex(ctx);
    await drain();
    expect(await supplyOf(event.contract)).toBe(3n);
    expect((await theAction(order.actionId)).error).toBeNull();
  });

  test("would be done twice if the reverted transaction's bytes went out again", async () => {
    const { event, order, height } = await aRevertedOrder();
    const reverted = await theTransaction(order.actionId);
    const [bytes] = await attemptsOf(reverted.id);
    await setSupply(event.contract, 10);
    await drain();

    await rollBackTo(height);
    await send(bytes?.signedBytes ?? "0x");
    await advanceIndex(ctx);
    await drain();
    expect(await supplyOf(event.contract)).toBe(6n);
  });
});

describe("an action that the newest block refuses", () => {
  /** The chain loses a mint, which the index doesn't know yet; then nobody can check its ticket in. */
  async function aCheckInOfALostTicket() {
    const event = await aPublishedEvent(ctx);
    await drain();
    const height = await ctx.chain.client.getBlockNumber();
    const order = await anOrder(ctx, event, { recipient: HOLDER });
    await drain();
    const [ticketId = ""] = order.ticketIds;
    const checkIn = await anAction(ctx, event, { kind: "check_in", ticketId, after: order.actionId });
    await rollBackTo(height);
    return { event, checkIn };
  }

  test("is not failed for what a reorg took back, and is done when that is there again", async () => {
    const { event, checkIn } = await aCheckInOfALostTicket();
    await submit();
    expect(await theAction(checkIn)).toMatchObject({ status: "queued", error: null });
    await drain();
    expect((await theAction(checkIn)).status).toMatch(/confirmed|final/);
    expect(await supplyOf(event.contract)).toBe(1n);
  });

  test("is not failed either when other blocks are there by then", async () => {
    const { checkIn } = await aCheckInOfALostTicket();
    await mine(10);
    await submit();
    expect(await theAction(checkIn)).toMatchObject({ status: "queued", error: null });
    await drain();
    expect((await theAction(checkIn)).status).toMatch(/confirmed|final/);
  });

  test("is not failed when the index has seen that reorg since the queue was read", async () => {
    const { checkIn } = await aCheckInOfALostTicket();
    const queue = await loadQueue(ctx.db, lane.signer.address);
    await advanceIndex(ctx);
    for (const batch of planBatches(queue, callTarget(lane))) {
      const { rejected } = await simulateBatch(lane, batch);
      expect(rejected).toMatchObject([{ revert: { code: "ERC721NonexistentToken" } }]);
      await failRejected(lane, batch, rejected);
    }
    expect(await theAction(checkIn)).toMatchObject({ status: "queued", error: null });
    await drain();
    expect((await theAction(checkIn)).status).toMatch(/confirmed|final/);
  });

  test("fails with the contract's reason once the index stands where it is refused", async () => {
    const event = await aPublishedEvent(ctx, 10);
    await drain();
    await setSupply(event.contract, 0);
    const order = await anOrder(ctx, event, { recipient: HOLDER });
    await submit();
    expect((await theAction(order.actionId)).status).toBe("queued");
    await advanceIndex(ctx);
    await submit();
    expect(await theAction(order.actionId)).toMatchObject({
      status: "failed",
      error: { code: "SupplyExceeded" },
    });
  });
});

describe("a nonce", () => {
  test("that others had used until a reorg is filled, and what comes after goes on", async () => {
    const event = await aPublishedEvent(ctx);
    await drain();
    const height = await ctx.chain.client.getBlockNumber();
    await anOrder(ctx, event, { quantity: 2 });
    await submit();
    await useNonce();
    await drain();
    expect(await supplyOf(event.contract)).toBe(2n);

    await rollBackTo(height);
    await advanceIndex(ctx);
    await drain();
    expect(await supplyOf(event.contract)).toBe(2n);
    const cancels = await ctx.db.select().from(transactions).where(eq(transactions.kind, "fill_nonce"));
    expect(cancels).toMatchObject([{ isCancelled: true, status: "replaced" }]);
  });

  test("is not given up because a node doesn't know the receipt", async () => {
    const event = await aPublishedEvent(ctx);
    await drain();
    const order = await anOrder(ctx, event, { quantity: 2 });
    await submit();
    await broadcastOpen(lane);
    await mine(5);
    const { chain } = ctx;
    const client = {
      ...chain.client,
      getTransactionReceipt: ({ hash }: { hash: `0x${string}` }) =>
        Promise.reject(new TransactionReceiptNotFoundError({ hash })),
    } as typeof chain.client;
    for (let i = 0; i < 3; i++) await advanceIndex({ ...ctx, chain: { ...chain, client } });
    expect((await theAction(order.actionId)).status).toBe("submitted");

    await drain();
    expect(await supplyOf(event.contract)).toBe(2n);
  });
});

describe("a transaction that isn't mined", () => {
  const impatient = { fees: { ...TEST_FEES, replaceAfterSeconds: 0 } };

  test("is sent again at its nonce for an eighth more, and its action is done once", async () => {
    const event = await aPublishedEvent(ctx);
    await drain();
    const order = await anOrder(ctx, event, { quantity: 2 });
    await submit();
    await runtime.anvil.setAutomine(false);
    await broadcastOpen(lane);
    await mend(impatient);
    await broadcastOpen(lane);
    await runtime.anvil.setAutomine(true);
    await mine(1);
    await drain();

    const transaction = await theTransaction(order.actionId);
    const [first, second, ...others] = await attemptsOf(transaction.id);
    expect(others).toEqual([]);
    expect((second?.maxFeePerGas ?? 0n) * 8n).toBeGreaterThanOrEqual((first?.maxFeePerGas ?? 0n) * 9n);
    expect(transaction).toMatchObject({ status: "mined", hash: second?.hash });
    expect(await supplyOf(event.contract)).toBe(2n);
  });

  test("counts as well when an earlier attempt of its nonce is mined", async () => {
    const event = await aPublishedEvent(ctx);
    await drain();
    const order = await anOrder(ctx, event, { quantity: 2, recipient: HOLDER });
    await submit();
    const { id } = await theTransaction(order.actionId);
    await ctx.db.update(transactions).set({ broadcastAt: new Date() }).where(eq(transactions.id, id));
    await mend(impatient);
    const [first] = await attemptsOf(id);
    await send(first?.signedBytes ?? "0x");
    await drain();

    expect(await theTransaction(order.actionId)).toMatchObject({ status: "mined", hash: first?.hash });
    const rows = await ctx.db.select().from(tickets).where(eq(tickets.mintActionId, order.actionId));
    expect(rows).toMatchObject([{ owner: HOLDER, status: "valid" }, { owner: HOLDER }]);
    expect(await supplyOf(event.contract)).toBe(2n);
  });

  test("is left alone, and costs no more, once it is mined and only waits to be read", async () => {
    const event = await aPublishedEvent(ctx);
    await drain();
    const order = await anOrder(ctx, event);
    await submit();
    await broadcastOpen(lane);
    await mend(impatient);
    const { id, status } = await theTransaction(order.actionId);
    expect(status).toBe("broadcast");
    expect(await attemptsOf(id)).toHaveLength(1);
    const { address } = lane.signer;
    expect(await freeFunds(lane, await readPlace(lane))).toBe(await ctx.chain.client.getBalance({ address }));
    await drain();
    expect(await supplyOf(event.contract)).toBe(1n);
  });

  test("waits when more would be above the cap", async () => {
    const event = await aPublishedEvent(ctx);
    await drain();
    const order = await anOrder(ctx, event);
    await submit();
    const { id, maxFeePerGas } = await theTransaction(order.actionId);
    await ctx.db.update(transactions).set({ broadcastAt: new Date() }).where(eq(transactions.id, id));
    await mend({ fees: { replaceAfterSeconds: 0, maxFeePerGasCap: maxFeePerGas } });
    expect(await attemptsOf(id)).toHaveLength(1);
    await drain();
    expect(await supplyOf(event.contract)).toBe(1n);
  });
});

describe("a signer without funds", () => {
  test("keeps its actions queued, says so, and goes on when it can pay", async () => {
    const event = await aPublishedEvent(ctx);
    await drain();
    const { address } = lane.signer;
    const balance = await ctx.chain.client.getBalance({ address });
    await runtime.anvil.setBalance({ address, value: 1_000n });
    const order = await anOrder(ctx, event);
    await submit();
    expect((await theAction(order.actionId)).status).toBe("queued");
    const [state] = await ctx.db.select().from(signerStates);
    expect(state).toMatchObject({ address, status: "waiting_funds", balance: 1_000n });

    await runtime.anvil.setBalance({ address, value: balance });
    await drain();
    expect(await supplyOf(event.contract)).toBe(1n);
    expect(await ctx.db.select().from(signerStates)).toMatchObject([{ status: "ready" }]);
  });
});

describe("two signers", () => {
  test("work side by side, each for the events that it created", async () => {
    const second = localSigner(SECOND_KEY);
    const chain = { ...ctx.chain, signers: [ctx.chain.signers[0], second] as const };
    const events = [];
    for (let i = 0; i < 12; i++) events.push(await aPublishedEvent({ db: ctx.db, chain }));
    for (const event of events) await anOrder(ctx, event, { quantity: 2 });
    await drain({ chain });

    for (const event of events) expect(await supplyOf(event.contract)).toBe(2n);
    const rows = await ctx.db.select({ signer: transactions.signer }).from(transactions);
    expect(new Set(rows.map((row) => row.signer))).toEqual(
      new Set([chain.signers[0].address, second.address]),
    );
  });
});
