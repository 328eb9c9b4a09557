import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Timing } from "@/lib/chain/rpc/timing";

type Call = { id: number; method: string; params?: unknown };
type Answer = { result: unknown } | { error: { code: number; message: string; data?: unknown } };

/** A node that a test tells what to answer. */
export type FakeNode = {
  chainId: number;
  head: number;
  /** Answers single requests; the chain id and the head follow from the fields where this gives nothing. */
  answer: (call: Call) => Answer | undefined;
  /** Answers whole HTTP requests instead: with a response, or by throwing as fetch does. */
  http: ((signal: AbortSignal | null) => Promise<Response>) | null;
  /** Methods asked for, in order, one list per HTTP request. */
  received: string[][];
};

const callSchema = z.looseObject({ id: z.number(), method: z.string() });
const bodySchema = z.array(callSchema);

/** Nodes by URL, behind a `fetch` of their own. */
export function fakeNodes(urls: readonly string[]) {
  const nodes = new Map(urls.map((url) => [url, aNode()]));

  async function fetchFn(url: string | URL | Request, init?: RequestInit): Promise<Response> {
    const node = nodes.get(String(url));
    if (!node) throw new Error(`There is no node at ${url}.`);
    const calls = bodySchema.parse(JSON.parse(String(init?.body)));
    node.received.push(calls.map(({ method }) => method));
    if (node.http) return node.http(init?.signal ?? null);
    return Response.json(calls.map((call) => ({ jsonrpc: "2.0", id: call.id, ...answerOf(node, call) })));
  }

  const at = (url: string): FakeNode => {
    const node = nodes.get(url);
    if (!node) throw new Error(`There is no node at ${url}.`);
    return node;
  };
  return { fetchFn, at };
}

function aNode(): FakeNode {
  return { chainId: 31337, head: 100, answer: () => undefined, http: null, received: [] };
}

function answerOf(node: FakeNode, call: Call): Answer {
  const answer = node.answer(call);
  if (answer) return answer;
  if (call.method === "eth_chainId") return { result: hex(node.chainId) };
  if (call.method === "eth_blockNumber") return { result: hex(node.head) };
  return { result: "0x1" };
}

export const hex = (number: number): string => `0x${number.toString(16)}`;

/** Time that passes only where the transport sleeps, or the test says so. Chance is always the worst. */
export function fakeTiming(): Timing & { slept: number[]; advance(ms: number): void } {
  let now = Date.parse("2030-01-01T00:00:00Z");
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    advance(ms) {
      now += ms;
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
      await wait(0);
    },
    random: () => 0.999,
  };
}
