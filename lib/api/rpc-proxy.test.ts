import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { http } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OpenRpc } from "@/lib/chain/chain";
import { proxyRpc } from "./rpc-proxy";

const APP_URL = "https://tickets.example.org";
const SECRET = "k3y-0123456789abcdef";

type Call = { id: number; method: string };
type Reply = (call: Call) => Record<string, unknown>;

/** A node that records what reaches it and answers as the test says. */
let node: Server;
let rpcUrl: string;
let received: Call[] = [];
let reply: Reply;

beforeAll(async () => {
  node = createServer(async (request, response) => {
    const body: unknown = JSON.parse(await text(request));
    const calls = (Array.isArray(body) ? body : [body]) as Call[];
    received.push(...calls);
    const answers = calls.map((call) => ({ jsonrpc: "2.0", id: call.id, ...reply(call) }));
    response.end(JSON.stringify(Array.isArray(body) ? answers.reverse() : answers[0]));
  });
  await new Promise<void>((resolve) => node.listen(0, "127.0.0.1", resolve));
  const address = node.address();
  if (address === null || typeof address === "string") throw new Error("The node has no port.");
  rpcUrl = `http://127.0.0.1:${address.port}/v2/${SECRET}`;
});

afterAll(() => node.close());

beforeEach(() => {
  received = [];
  reply = ({ method }) => ({ result: method });
});

/** One node, asked without further ado. */
function upstreamAt(url: string): OpenRpc {
  const { request } = http(url, { batch: true })({}).config;
  return { urls: [url], request: ({ method, params }) => request({ method, params }) };
}

function ask(body: unknown, headers: Record<string, string> = { origin: APP_URL }): Promise<Response> {
  const request = new Request(`${APP_URL}/api/rpc`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return proxyRpc(request, {
    upstream: upstreamAt(rpcUrl),
    appUrl: APP_URL,
    isOpenToWallets: false,
    count: () => 0,
  });
}

const call = (method: string, params: unknown[] = [], id: unknown = 1) => ({
  jsonrpc: "2.0",
  id,
  method,
  params,
});

describe("the JSON-RPC proxy", () => {
  it("passes an allowed call on and keeps the caller's id", async () => {
    const response = await ask(call("eth_blockNumber", [], "a-7"));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ jsonrpc: "2.0", id: "a-7", result: "eth_blockNumber" });
  });

  it.each([
    "eth_sendTransaction",
    "eth_accounts",
    "eth_sign",
    "personal_sign",
    "eth_newFilter",
    "eth_subscribe",
    "debug_traceTransaction",
    "admin_peers",
    "anvil_setBalance",
    "hardhat_setBalance",
    "evm_mine",
    "txpool_content",
    "eth_blocknumber",
    "",
  ])("never lets %j reach the node", async (method) => {
    const response = await ask(call(method));
    expect(await response.json()).toMatchObject({ error: { code: -32601 } });
    expect(received).toEqual([]);
  });

  it("answers a batch in the order asked, refusing only what is not allowed", async () => {
    const response = await ask([
      call("eth_chainId", [], 1),
      call("anvil_setBalance", [], 2),
      call("eth_gasPrice", [], 1),
      { nonsense: true },
    ]);
    expect(await response.json()).toEqual([
      { jsonrpc: "2.0", id: 1, result: "eth_chainId" },
      { jsonrpc: "2.0", id: 2, error: expect.objectContaining({ code: -32601 }) },
      { jsonrpc: "2.0", id: 1, result: "eth_gasPrice" },
      { jsonrpc: "2.0", id: null, error: expect.objectContaining({ code: -32600 }) },
    ]);
    expect(received.map(({ method }) => method)).toEqual(["eth_chainId", "eth_gasPrice"]);
  });

  it("takes batches of 1 to 50", async () => {
    const many = (count: number) => Array.from({ length: count }, (_, id) => call("eth_chainId", [], id));
    expect((await ask(many(50))).status).toBe(200);
    expect((await ask(many(51))).status).toBe(400);
    expect((await ask([])).status).toBe(400);
  });

  it("refuses a body that is not JSON, or too large", async () => {
    expect((await ask("{")).status).toBe(400);
    expect((await ask("x".repeat(1_000_001))).status).toBe(413);
  });

  it("serves our own pages only", async () => {
    for (const headers of [{}, { origin: "https://evil.example" }, { origin: "null" }]) {
      expect((await ask(call("eth_chainId"), headers)).status).toBe(403);
    }
    expect(received).toEqual([]);
  });

  it("serves a wallet's extension where the chain is local", async () => {
    const headers = { origin: "chrome-extension://abcdefghijklmnop", "sec-fetch-site": "none" };
    const request = () =>
      new Request(APP_URL, { method: "POST", headers, body: JSON.stringify(call("eth_chainId")) });
    const options = { upstream: upstreamAt(rpcUrl), appUrl: APP_URL, count: () => 0 };
    expect((await proxyRpc(request(), { ...options, isOpenToWallets: true })).status).toBe(200);
    expect((await proxyRpc(request(), { ...options, isOpenToWallets: false })).status).toBe(403);
  });

  it("counts each call of a batch, and asks the node for none of those that are too many", async () => {
    const counted: number[] = [];
    const count = (calls: number) => {
      counted.push(calls);
      return calls > 2 ? 7 : 0;
    };
    const post = (body: unknown) =>
      proxyRpc(
        new Request(APP_URL, { method: "POST", headers: { origin: APP_URL }, body: JSON.stringify(body) }),
        { upstream: upstreamAt(rpcUrl), appUrl: APP_URL, isOpenToWallets: false, count },
      );
    const three = [1, 2, 3].map((id) => call("eth_chainId", [], id));
    expect((await post(three[0])).status).toBe(200);
    expect((await post(three.slice(1))).status).toBe(200);
    expect(received).toHaveLength(3);

    const refused = await post(three);
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "7"]);
    expect(await refused.json()).toMatchObject({ id: null, error: { code: -32005 } });
    expect(received).toHaveLength(3);
    expect(counted).toEqual([1, 2, 3]);
  });

  describe("eth_getLogs", () => {
    const HEAD = 1_000_000n;
    const hex = (block: bigint) => `0x${block.toString(16)}`;
    const isPassedOn = async (filter: Record<string, unknown>) => {
      reply = ({ method }) => ({ result: method === "eth_blockNumber" ? hex(HEAD) : [] });
      await ask(call("eth_getLogs", [filter]));
      return received.some(({ method }) => method === "eth_getLogs");
    };

    it("may span 10,000 blocks", async () => {
      expect(await isPassedOn({ fromBlock: hex(1n), toBlock: hex(10_000n) })).toBe(true);
      expect(await isPassedOn({ fromBlock: hex(HEAD - 9_999n), toBlock: "latest" })).toBe(true);
      expect(await isPassedOn({ blockHash: `0x${"ab".repeat(32)}` })).toBe(true);
      expect(await isPassedOn({})).toBe(true);
    });

    it.each([
      { fromBlock: "0x1", toBlock: "0x2711" },
      { fromBlock: "0x1" },
      { fromBlock: "earliest" },
      { fromBlock: "earliest", toBlock: "pending" },
      { fromBlock: 1, toBlock: 2 },
    ])("may not span more: %j", async (filter) => {
      expect(await isPassedOn(filter)).toBe(false);
    });
  });

  describe("what the node says", () => {
    it("keeps the code and data of a revert", async () => {
      reply = () => ({ error: { code: 3, message: "execution reverted", data: "0x08c379a0" } });
      const response = await ask(call("eth_call", [{}]));
      expect(await response.json()).toEqual({
        jsonrpc: "2.0",
        id: 1,
        error: { code: 3, message: "execution reverted", data: "0x08c379a0" },
      });
    });

    it("never tells the node's URL or key", async () => {
      reply = () => ({
        error: { code: -32000, message: `quota of ${rpcUrl} used up`, data: { project: SECRET } },
      });
      const answer = await (await ask(call("eth_call", [{}]))).text();
      expect(answer).not.toContain(SECRET);
      expect(answer).not.toContain(new URL(rpcUrl).host);
    });

    it("is an error in every item when the node is gone", async () => {
      const request = new Request(`${APP_URL}/api/rpc`, {
        method: "POST",
        headers: { origin: APP_URL },
        body: JSON.stringify([call("eth_chainId", [], 1), call("eth_gasPrice", [], 2)]),
      });
      const response = await proxyRpc(request, {
        upstream: upstreamAt(`http://127.0.0.1:1/${SECRET}`),
        appUrl: APP_URL,
        isOpenToWallets: false,
        count: () => 0,
      });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject([
        { id: 1, error: { code: -32603 } },
        { id: 2, error: { code: -32603 } },
      ]);
    });
  });
});
