import { createPublicClient, type Hex, http, keccak256 } from "viem";
import { beforeEach, describe, expect, it } from "vitest";
import { type FakeNode, fakeNodes, fakeTiming, hex } from "@/test/fake-nodes";
import type { RpcLimits } from "./limits";
import type { NodeReport } from "./node-health";
import { rpcTransport } from "./rpc-transport";

const KEY = "k3y-0123456789abcdef";
const A = `https://a.example.org/${KEY}`;
const B = `https://b.example.org/${KEY}`;
const C = `https://c.example.org/${KEY}`;
const BALANCE = {
  method: "eth_getBalance",
  params: ["0x00000000000000000000000000000000000000aa", "latest"],
} as const;
const SIGNED: Hex = "0x02f8";

let network: ReturnType<typeof fakeNodes>;
let timing: ReturnType<typeof fakeTiming>;
let a: FakeNode;
let b: FakeNode;
let changes: NodeReport[];

beforeEach(() => {
  network = fakeNodes([A, B, C]);
  timing = fakeTiming();
  a = network.at(A);
  b = network.at(B);
  changes = [];
});

function open(urls: readonly string[], limits: Partial<RpcLimits> = {}) {
  const onChange = (report: NodeReport) => changes.push(report);
  const { transport, describe } = rpcTransport({
    urls,
    chainId: 31337,
    timing,
    limits,
    fetchFn: network.fetchFn,
    onChange,
  });
  const client = createPublicClient({ transport, cacheTime: 0 });
  return {
    client,
    report: describe,
    ask: (call: { method: string; params?: unknown }) => client.request(call as never),
  };
}

/** How often each method was asked for, but for the checks. */
const asked = (node: FakeNode, method: string = BALANCE.method) =>
  node.received.flat().filter((name) => name === method).length;
const statuses = (report: () => NodeReport[]) => report().map(({ status }) => status);
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => Promise.reject(new Error("It did not reject.")),
    (error: unknown) => error,
  );
const refusal = (code: number, message: string, data?: unknown) => () => ({ error: { code, message, data } });
const except =
  (answer: FakeNode["answer"]): FakeNode["answer"] =>
  (call) =>
    call.method === "eth_chainId" || call.method === "eth_blockNumber" ? undefined : answer(call);

const UNWELL: Record<string, NonNullable<FakeNode["http"]>> = {
  "refuses connections": () =>
    Promise.reject(new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") })),
  "answers 500": async () => new Response("<h1>oops</h1>", { status: 500 }),
  "answers 403": async () => Response.json({ message: "bad key" }, { status: 403 }),
  "answers 429": async () => new Response("slow down", { status: 429 }),
  "answers half of its JSON": async () =>
    new Response('[{"jsonrpc":"2.0","id":1,"resu', { headers: { "content-type": "application/json" } }),
  "answers nothing": async () => new Response("", { headers: { "content-type": "application/json" } }),
  "answers without results": async () =>
    Response.json([
      { jsonrpc: "2.0", id: 1 },
      { jsonrpc: "2.0", id: 2 },
    ]),
  "never answers": (signal) =>
    new Promise((_, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    }),
};

describe("while all is well", () => {
  it("asks the first node only, once it is known to be of the chain; the others are checked", async () => {
    const { ask, report } = open([A, B]);
    expect(await ask(BALANCE)).toBe("0x1");
    expect(a.received).toEqual([["eth_chainId", "eth_blockNumber"], [BALANCE.method]]);
    expect(asked(b)).toBe(0);
    await expect.poll(() => statuses(report)).toEqual(["up", "up"]);
    expect(report()[0]).toEqual({ host: "a.example.org", status: "up", head: 100, failures: 0 });
  });

  it("sends requests of the same moment as one batch", async () => {
    const { ask } = open([A]);
    await ask(BALANCE);
    await Promise.all([ask(BALANCE), ask(BALANCE), ask({ method: "eth_gasPrice" })]);
    expect(a.received.at(-1)).toEqual([BALANCE.method, BALANCE.method, "eth_gasPrice"]);
  });
});

describe("an answer", () => {
  it("may be longer than viem lets it be by itself: a full block's logs are", async () => {
    const long = `0x${"00".repeat(6_000_000)}`;
    a.answer = except(() => ({ result: long }));
    expect(await open([A]).ask(BALANCE)).toHaveLength(long.length);
  });
});

describe.each(Object.entries(UNWELL))("a node that %s", (_, failure) => {
  const limits = { timeoutMs: 20, checkTimeoutMs: 20 };

  it("is left for the next, without a wait", async () => {
    const { ask, report } = open([A, B], limits);
    await ask(BALANCE);
    a.http = failure;
    expect(await ask(BALANCE)).toBe("0x1");
    expect(asked(b)).toBe(1);
    expect(timing.slept).toEqual([]);
    expect(statuses(report)).toEqual(["resting", "up"]);
  });

  it("is not waited for when it never worked", async () => {
    a.http = failure;
    const { ask } = open([A, B], limits);
    expect(await ask(BALANCE)).toBe("0x1");
    expect(asked(a)).toBe(0);
  });

  it("is asked again after random waits of a growing bound, when there is no other", async () => {
    const { ask } = open([A], { ...limits, restMs: 1 });
    await ask(BALANCE);
    a.http = failure;
    const error = await errorOf(ask(BALANCE));
    expect(String(error)).toContain("No RPC node can be used: a.example.org rests after a failure.");
    expect(timing.slept).toEqual([249, 499, 999]);
    a.http = null;
    timing.advance(60_000);
    expect(await ask(BALANCE)).toBe("0x1");
  });

  it("is named without its key", async () => {
    a.http = failure;
    const { ask, report } = open([A], limits);
    const error = await errorOf(ask(BALANCE));
    const told = [error, ...causesOf(error), ...report(), ...changes].map(
      (one) => `${one} ${JSON.stringify(one)}`,
    );
    expect(told.join()).not.toContain(KEY);
  });
});

function causesOf(error: unknown): unknown[] {
  return error instanceof Error && error.cause ? [error.cause, ...causesOf(error.cause)] : [];
}

describe("a resting node", () => {
  it("is let alone for longer after each failure in a row, and comes back by one check", async () => {
    const { ask, report } = open([A, B], { restMs: 1_000, restMsMax: 3_000, checkEveryMs: 1e9 });
    await ask(BALANCE);
    const fail = UNWELL["answers 500"] ?? null;
    for (const restMs of [1_000, 2_000, 3_000, 3_000]) {
      a.http = fail;
      await ask(BALANCE);
      await expect.poll(() => statuses(report)).toEqual(["resting", "up"]);
      const before = a.received.length;
      timing.advance(restMs - 1);
      await Promise.all([ask(BALANCE), ask(BALANCE)]);
      expect(a.received.length).toBe(before);

      a.http = null;
      timing.advance(1);
      await Promise.all([ask(BALANCE), ask(BALANCE), ask(BALANCE)]);
      await expect.poll(() => statuses(report)).toEqual(["up", "up"]);
      expect(a.received.slice(before)).toEqual([["eth_chainId", "eth_blockNumber"]]);
    }
    await ask(BALANCE);
    a.http = fail;
    await ask(BALANCE);
    a.http = null;
    timing.advance(1_000);
    await ask(BALANCE);
    await expect.poll(() => statuses(report), { message: "an answer ends the row" }).toEqual(["up", "up"]);
  });

  it("rests once for a batch that failed", async () => {
    const { ask, report } = open([A, B], { restMs: 1_000, checkEveryMs: 1e9 });
    await ask(BALANCE);
    a.http = UNWELL["answers 500"] ?? null;
    await Promise.all([ask(BALANCE), ask(BALANCE), ask(BALANCE)]);
    expect(report()[0]).toMatchObject({ status: "resting", failures: 3 });
    a.http = null;
    timing.advance(1_000);
    await ask(BALANCE);
    await expect.poll(() => statuses(report)).toEqual(["up", "up"]);
  });

  it("tells of each change", async () => {
    const { ask } = open([A], { restMs: 1 });
    await ask(BALANCE);
    a.http = UNWELL["answers 500"] ?? null;
    await errorOf(ask(BALANCE));
    a.http = null;
    await ask(BALANCE);
    expect(changes.map(({ status }) => status)).toEqual(["up", "resting", "up"]);
  });
});

describe("a node that wants fewer requests", () => {
  const limited = (retryAfter: string) => async (_: AbortSignal | null) =>
    new Response("slow down", { status: 429, headers: { "Retry-After": retryAfter } });

  it.each([
    ["3", 3_000],
    ["9999", 10_000],
    ["Wed, 21 Oct 2015 07:28:00 GMT", 500],
    ["soon", 500],
  ])("is let alone as long as it asks (%s), up to a bound", async (retryAfter, ms) => {
    const { ask } = open([A], { restMs: 500 });
    await ask(BALANCE);
    a.http = (signal) => {
      a.http = null;
      return limited(retryAfter)(signal);
    };
    expect(await ask(BALANCE)).toBe("0x1");
    expect(timing.slept).toEqual([ms]);
  });

  it.each([
    [-32005, "limit exceeded"],
    [-32007, "25/second request limit reached"],
    [-32000, "Too Many Requests"],
    [429, "Your app has exceeded its compute units per second capacity"],
  ])("may say so as %i %s: the next is asked", async (code, message) => {
    a.answer = except(refusal(code, message, { see: "https://provider.example.org" }));
    const { ask, report } = open([A, B]);
    expect(await ask(BALANCE)).toBe("0x1");
    expect(statuses(report)[0]).toBe("resting");
    expect(asked(a)).toBe(1);
  });

  it("is not asked again sooner than it likes: the request gives up where that is too long", async () => {
    const { ask } = open([A], { patienceMs: 2_000 });
    await ask(BALANCE);
    a.http = limited("3");
    expect(String(await errorOf(ask(BALANCE)))).toContain("Status: 429");
    expect(timing.slept).toEqual([]);
    expect(asked(a)).toBe(2);
  });
});

describe("an error that each node would give", () => {
  const FINAL = [
    [3, "execution reverted", "0x08c379a0"],
    [-32000, "execution reverted: rate limit of the shop reached", undefined],
    [-32603, "Internal error", "0xdeadbeef"],
    [-32000, "insufficient funds for gas * price + value", undefined],
    [-32000, "nonce too low: next nonce 5, tx nonce 4", undefined],
    [-32003, "max fee per gas less than block base fee", undefined],
    [-32000, "replacement transaction underpriced", undefined],
    [-32602, "invalid argument 0: hex string has length 2", undefined],
    [-32000, "intrinsic gas too low", undefined],
  ] as const;

  it.each(FINAL)(
    "%i %s comes at once, from one node, as viem's own transport gives it",
    async (code, message, data) => {
      a.answer = except(refusal(code, message, data));
      const { ask, report } = open([A, B]);
      const error = await errorOf(ask(BALANCE));
      const origin = fakeNodes(["https://a.example.org/"]);
      origin.at("https://a.example.org/").answer = a.answer;
      const plain = createPublicClient({
        transport: http("https://a.example.org", { batch: true, retryCount: 0, fetchFn: origin.fetchFn }),
      });
      const expected = await errorOf(plain.request(BALANCE as never));
      expect(error).toEqual(expected);
      expect([error, ...causesOf(error)].map((one) => one?.constructor)).toEqual(
        [expected, ...causesOf(expected)].map((one) => one?.constructor),
      );
      expect([asked(a), asked(b), timing.slept, statuses(report)[0]]).toEqual([1, 0, [], "up"]);
    },
  );
});

describe("an error that another node may not give", () => {
  it.each([
    [-32601, "the method eth_getBalance does not exist"],
    [-32000, "header not found"],
    [-32602, "BlockOutOfRangeError: block height is 1 but requested was 2457"],
    [-32000, "missing trie node 1f"],
    [-32005, "query returned more than 10000 results"],
    [-32000, "something nobody has heard of"],
  ])("%i %s is taken to the next, and the node goes on to be used", async (code, message) => {
    a.answer = except(refusal(code, message));
    const { ask, report } = open([A, B]);
    expect(await ask(BALANCE)).toBe("0x1");
    expect(statuses(report)[0]).toBe("up");

    b.answer = a.answer;
    expect(await errorOf(ask(BALANCE))).toMatchObject({ code, details: message });
    expect(timing.slept).toEqual([]);
  });

  it("−32603 is tried again, but sends no node to rest", async () => {
    a.answer = except(refusal(-32603, "internal error"));
    const { ask, report } = open([A]);
    expect(await errorOf(ask(BALANCE))).toMatchObject({ code: -32603 });
    expect(asked(a)).toBe(4);
    expect(report()[0]).toMatchObject({ status: "up", failures: 4 });
  });
});

describe("a node of another chain", () => {
  it("is never used, and named by its host", async () => {
    a.chainId = 1;
    const { ask, report } = open([A, B]);
    expect(await ask(BALANCE)).toBe("0x1");
    expect(asked(a)).toBe(0);
    expect(report()[0]).toEqual({ host: "a.example.org", status: "wrong_chain", head: null, failures: 1 });
    expect(changes).toContainEqual(expect.objectContaining({ host: "a.example.org", status: "wrong_chain" }));
  });

  it("is never used when there is no other", async () => {
    a.chainId = 1;
    const { ask } = open([A], { patienceMs: 1_000 });
    expect(String(await errorOf(ask(BALANCE)))).toContain("a.example.org serves another chain");
    expect(await errorOf(ask({ method: "eth_sendRawTransaction", params: [SIGNED] }))).toBeInstanceOf(Error);
    expect([asked(a), asked(a, "eth_sendRawTransaction")]).toEqual([0, 0]);
  });

  it.each(["after a rest", "while it is in use"])("is found out %s", async (when) => {
    const { ask, report } = open([A, B], { restMs: 1_000, checkEveryMs: 1e9 });
    await ask(BALANCE);
    if (when === "after a rest") {
      a.http = UNWELL["answers 500"] ?? null;
      await ask(BALANCE);
      a.http = null;
      a.chainId = 1;
      timing.advance(1_000);
    } else {
      a.chainId = 1;
      expect(await ask({ method: "eth_chainId" })).toBe("0x7a69");
    }
    const before = asked(a);
    await ask(BALANCE);
    await expect.poll(() => statuses(report)).toEqual(["wrong_chain", "up"]);
    expect(asked(a)).toBe(before);
  });

  it("is looked at again after a while", async () => {
    a.chainId = 1;
    const { ask, report } = open([A]);
    await errorOf(ask(BALANCE));
    a.chainId = 31337;
    timing.advance(60_000);
    expect(await ask(BALANCE)).toBe("0x1");
    expect(statuses(report)).toEqual(["up"]);
  });
});

describe("a node that is behind", () => {
  it("is asked after the others when it is more than 3 blocks behind", async () => {
    const { ask, report } = open([A, B], { checkEveryMs: 1_000 });
    await ask(BALANCE);
    [a.head, b.head] = [100, 103];
    timing.advance(1_000);
    await ask(BALANCE);
    await expect.poll(() => report()[1]?.head).toBe(103);
    await ask(BALANCE);
    expect(asked(b)).toBe(0);

    b.head = 104;
    timing.advance(1_000);
    await ask(BALANCE);
    await expect.poll(() => report()[1]?.head).toBe(104);
    await ask(BALANCE);
    expect(asked(b)).toBe(1);
  });

  it("does not take the head back: the others are asked whether it is so", async () => {
    const { client } = open([A, B], { checkEveryMs: 1e9 });
    b.head = 110;
    a.head = 109;
    expect(await client.getBlockNumber()).toBe(109n);
    a.head = 90;
    expect(await client.getBlockNumber()).toBe(110n);
    [a.head, b.head] = [90, 91];
    expect(await client.getBlockNumber(), "they agree: the chain got shorter").toBe(91n);
  });

  it.each([
    { method: "eth_getLogs", params: [{ fromBlock: hex(95), toBlock: hex(104) }] },
    { method: "eth_getBlockByNumber", params: [hex(104), false] },
    { method: "eth_getTransactionCount", params: ["0x00000000000000000000000000000000000000aa", hex(104)] },
  ])("is not asked what it can't know: $method", async (call) => {
    const { ask } = open([A, B], { checkEveryMs: 1e9 });
    [a.head, b.head] = [102, 104];
    expect(await ask(call)).toBe("0x1");
    expect([asked(a, call.method), asked(b, call.method)]).toEqual([0, 1]);
    a.head = 104;
    await ask(call);
    expect([asked(a, call.method), asked(b, call.method)]).toEqual([1, 1]);
  });

  it("does not speak for one that was ahead and is lost just now", async () => {
    const logs = { method: "eth_getLogs", params: [{ fromBlock: hex(95), toBlock: hex(104) }] };
    const { ask, report } = open([A, B], { checkEveryMs: 1e9 });
    [a.head, b.head] = [104, 100];
    await ask(BALANCE);
    await expect.poll(() => statuses(report)).toEqual(["up", "up"]);
    a.http = UNWELL["answers 500"] ?? null;
    await ask(BALANCE);
    expect(String(await errorOf(ask(logs)))).toContain("No node that answers has block 104 yet.");
    expect(asked(b, "eth_getLogs")).toBe(0);
    b.head = 104;
    expect(await ask(logs)).toBe("0x1");
  });

  it("answers for blocks that nobody has ever heard of", async () => {
    a.answer = ({ method }) => (method === "eth_getBlockByNumber" ? { result: null } : undefined);
    const { ask } = open([A]);
    expect(await ask({ method: "eth_getBlockByNumber", params: [hex(500), false] })).toBeNull();
    expect(timing.slept).toEqual([]);
  });

  it("has time to catch up with the head it named, as one address may be several nodes", async () => {
    let nulls = 2;
    a.answer = ({ method }) =>
      method === "eth_getBlockByNumber" && nulls-- > 0 ? { result: null } : undefined;
    const { ask } = open([A]);
    expect(await ask({ method: "eth_getBlockByNumber", params: [hex(100), false] })).toBe("0x1");
    expect(timing.slept).toHaveLength(2);
  });
});

describe("a receipt that one node lacks", () => {
  const call = { method: "eth_getTransactionReceipt", params: [`0x${"ab".repeat(32)}`] };
  const without: FakeNode["answer"] = ({ method }) => (method === call.method ? { result: null } : undefined);

  it("is looked for on the others", async () => {
    a.answer = without;
    const { ask } = open([A, B]);
    expect(await ask(call)).toBe("0x1");
  });

  it("is not there when none has it", async () => {
    a.answer = without;
    b.answer = without;
    const { ask } = open([A, B]);
    expect(await ask(call)).toBeNull();
    expect(timing.slept).toEqual([]);
  });
});

describe("a signed transaction", () => {
  const send = { method: "eth_sendRawTransaction", params: [SIGNED] };
  const hash = keccak256(SIGNED);
  const answersOf = (
    answer: { result: unknown } | ReturnType<ReturnType<typeof refusal>>,
  ): FakeNode["answer"] => except(() => answer);
  const accept = answersOf({ result: hash });
  const refuse = (message: string) => except(refusal(-32000, message));

  it("goes to all nodes", async () => {
    a.answer = accept;
    b.answer = accept;
    const { ask } = open([A, B]);
    expect(await ask(send)).toBe(hash);
    await expect.poll(() => [asked(a, send.method), asked(b, send.method)]).toEqual([1, 1]);
  });

  it("is sent when the first node has it, though another hangs", async () => {
    a.http = UNWELL["never answers"] ?? null;
    b.answer = accept;
    const { ask } = open([A, B], { checkTimeoutMs: 200 });
    expect(await ask(send)).toBe(hash);
  });

  it.each(["already known", "AlreadyKnown", "transaction already imported", "Known transaction"])(
    "is sent when the node says %s",
    async (message) => {
      a.answer = refuse(message);
      const { ask } = open([A]);
      expect(await ask(send)).toBe(hash);
    },
  );

  it("is sent when one takes it and another refuses", async () => {
    a.answer = refuse("nonce too low");
    b.answer = accept;
    const { ask } = open([A, B]);
    expect(await ask(send)).toBe(hash);
  });

  it("is not sent when a node names another hash", async () => {
    a.answer = answersOf({ result: keccak256("0x01") });
    const { ask } = open([A], { roundsMax: 1 });
    expect(String(await errorOf(ask(send)))).toContain("another transaction's hash");
  });

  it("fails at once, for the chain's reason, when nobody takes it", async () => {
    a.http = UNWELL["answers 500"] ?? null;
    b.answer = refuse("insufficient funds");
    const { ask } = open([A, B]);
    expect(await errorOf(ask(send))).toMatchObject({ code: -32000, details: "insufficient funds" });
    expect(timing.slept).toEqual([]);
  });

  it("is sent again when no node could be reached", async () => {
    a.answer = accept;
    let failures = 1;
    a.http = async () => {
      failures -= 1;
      if (failures < 0) a.http = null;
      return new Response("", { status: 503 });
    };
    const { ask } = open([A]);
    expect(await ask(send)).toBe(hash);
  });
});

describe("a request that is aborted", () => {
  it("asks nobody else, and sends no node to rest", async () => {
    const { client, report } = open([A, B]);
    await client.request(BALANCE as never);
    a.http = UNWELL["never answers"] ?? null;
    const controller = new AbortController();
    const answer = client.request(BALANCE as never, { signal: controller.signal });
    setTimeout(() => controller.abort(), 10);
    expect(await errorOf(answer)).toMatchObject({ name: "AbortError" });
    a.http = null;
    await client.request(BALANCE as never);
    expect(asked(b)).toBe(0);
    expect(report()[0]).toMatchObject({ status: "up", failures: 0 });
  });
});

it("needs a node", () => {
  expect(() => open([])).toThrow("needs the URL of a node");
});
