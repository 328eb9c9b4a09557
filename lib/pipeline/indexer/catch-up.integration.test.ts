import { asc, eq } from "drizzle-orm";
import { encodeFunctionData, RpcRequestError } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { blocks, chainEvents, cursors } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { ALICE, contractCallers, OWNER } from "@/test/contract-callers";
import { aPublishedEvent, type TestEvent } from "@/test/pipeline-builders";
import { TEST_FEES, type TestRuntime, testRuntime } from "@/test/test-runtime";
import { auditChain } from "../audit/audit-chain";
import type { PipelineContext } from "../context";
import { createPipeline } from "../pipeline";
import { advanceIndex } from "./advance-index";

type Client = PipelineContext["chain"]["client"];
type LogsQuery = Parameters<Client["getLogs"]>[0];

let runtime: TestRuntime;
let ctx: PipelineContext;
let event: TestEvent;

/** Blocks without any fact of ours. */
const QUIET = 400;

beforeAll(async () => {
  runtime = await testRuntime();
  const { db, chain, log } = runtime;
  ctx = { db, chain, log, confirmations: 1, fees: TEST_FEES };
  event = await aPublishedEvent(ctx, 100);
  await createPipeline({ ...ctx, intervalMs: 10, baseUri: null }).drain();
});

afterAll(() => runtime.close());

const issue = () =>
  contractCallers(ctx.chain).send(OWNER, {
    to: event.contract,
    data: encodeFunctionData({
      abi: eventTicketsAbi,
      functionName: "issue",
      args: [ALICE.address, 1, 1],
    }),
  });

/** A chain with two tickets far apart, which the index hasn't read. */
async function muchToRead(): Promise<void> {
  await issue();
  await runtime.anvil.mine({ blocks: QUIET });
  await issue();
  await runtime.anvil.mine({ blocks: 5 });
}

/** The context of a node that answers otherwise, and counts what it is asked. */
function withClient(change: Partial<Pick<Client, "getLogs">> = {}) {
  const asked = { blocks: 0, spans: [] as number[] };
  const { client } = ctx.chain;
  const counting = {
    getBlock: (query: Parameters<Client["getBlock"]>[0]) => {
      asked.blocks += 1;
      return client.getBlock(query);
    },
    getLogs: async (query: LogsQuery) => {
      asked.spans.push(spanOf(query));
      return (change.getLogs ?? client.getLogs)(query);
    },
  };
  const chain = { ...ctx.chain, client: Object.assign(Object.create(client), counting) as Client };
  return { asked, ctx: { ...ctx, chain } };
}

const spanOf = (query: LogsQuery) => Number(query?.toBlock) - Number(query?.fromBlock) + 1;

const countTickets = () => ctx.db.$count(tickets, eq(tickets.eventId, event.id));

async function expectCaughtUp(): Promise<void> {
  const [cursor] = await ctx.db.select().from(cursors);
  expect(cursor?.blockNumber).toBe(Number(await ctx.chain.client.getBlockNumber()));
  expect(await auditChain(ctx)).toEqual([]);
}

test("what is final is read in ever larger ranges, with few headers", async () => {
  const before = await countTickets();
  await muchToRead();
  const node = withClient();
  await advanceIndex(node.ctx);
  expect(Math.max(...node.asked.spans)).toBeGreaterThanOrEqual(128);
  expect(node.asked.blocks).toBeLessThan(QUIET / 8);
  expect(await countTickets()).toBe(before + 2);
  await expectCaughtUp();
});

test("a node that refuses large ranges is asked for smaller ones, and all is read", async () => {
  const before = await countTickets();
  await muchToRead();
  const node = withClient({
    getLogs: (query) => {
      if (spanOf(query) <= 20) return ctx.chain.client.getLogs(query);
      const error = { code: -32_602, message: "block range is too wide" };
      throw new RpcRequestError({ body: {}, error, url: ctx.chain.rpcUrl });
    },
  });
  await advanceIndex(node.ctx);
  expect(await countTickets()).toBe(before + 2);
  await expectCaughtUp();
});

test("a node that doesn't tell times with its logs is asked for the headers of blocks with facts", async () => {
  await muchToRead();
  const node = withClient({
    getLogs: async (query) =>
      (await ctx.chain.client.getLogs(query)).map((log) => ({ ...log, blockTimestamp: undefined })),
  });
  await advanceIndex(node.ctx);
  expect(node.asked.blocks).toBeLessThan(QUIET / 8);
  await expectCaughtUp();
});

test("a reorg below a block that was read without its header is rolled back", async () => {
  await muchToRead();
  await advanceIndex(ctx);
  // No deeper: anvil forgets the state of older blocks, and comes back without it.
  const before = await countTickets();
  await runtime.anvil.request({ method: "anvil_rollback", params: [10] } as never);
  await advanceIndex(ctx);
  expect(await countTickets()).toBe(before - 1);
  await expectCaughtUp();
});

test("an index that was lost is built again from our first transaction on, with the same tickets", async () => {
  const state = () => ctx.db.select().from(tickets).orderBy(asc(tickets.id));
  const before = await state();
  for (const table of [chainEvents, blocks, cursors]) await ctx.db.delete(table);
  await advanceIndex(ctx);
  expect(await state()).toEqual(before);
  await expectCaughtUp();
});
