import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { type Hex, keccak256 } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { controlRpcProxy } from "./control-rpc-proxy";
import { createRpcProxy } from "./create-rpc-proxy";
import type { FaultsInput } from "./faults";
import { listOf, parseRequests, type Request } from "./json-rpc";

const SIGNED: Hex = "0x02f8";
const request = (method: string, params: unknown[] = [], id = 1) => ({ jsonrpc: "2.0", id, method, params });
const REVERT = { code: 3, message: "execution reverted", data: "0x08c379a0" };
const HEAD = request("eth_blockNumber");

let node: Server;
let upstream: string;
let received: Request[];
let proxy: Awaited<ReturnType<typeof createRpcProxy>>;

beforeAll(async () => {
  node = createServer(async (incoming, response) => {
    const requests = parseRequests(await text(incoming));
    received.push(...listOf(requests));
    const answer = ({ id, method, params }: Request) => {
      if (method === "eth_call_reverted") return { jsonrpc: "2.0", id, error: REVERT };
      return { jsonrpc: "2.0", id, result: method === "eth_blockNumber" ? "0x64" : { method, params } };
    };
    response.end(JSON.stringify(Array.isArray(requests) ? requests.map(answer).reverse() : answer(requests)));
  });
  await new Promise<void>((resolve) => node.listen(0, "127.0.0.1", resolve));
  const address = node.address();
  if (!address || typeof address === "string") throw new Error("The node has no port.");
  upstream = `http://127.0.0.1:${address.port}/some/path`;
});
afterAll(() => node.close());

beforeEach(async () => {
  received = [];
  proxy = await createRpcProxy({ upstream, seed: 7 });
});
afterEach(() => proxy.close());

const post = (body: unknown, url = proxy.url) => fetch(url, { method: "POST", body: JSON.stringify(body) });
const answerTo = async (body: unknown) => (await post(body)).json();

describe("the misbehaving node", () => {
  it("is the true one while nothing is wrong", async () => {
    expect(await answerTo(HEAD)).toEqual({ jsonrpc: "2.0", id: 1, result: "0x64" });
    expect(await answerTo([request("eth_call", ["a"], 5), { ...HEAD, id: 6 }])).toEqual([
      { jsonrpc: "2.0", id: 5, result: { method: "eth_call", params: ["a"] } },
      { jsonrpc: "2.0", id: 6, result: "0x64" },
    ]);
    expect(await answerTo(request("eth_call_reverted"))).toEqual({ jsonrpc: "2.0", id: 1, error: REVERT });
    expect(await proxy.counts()).toMatchObject({ requests: 3, calls: { eth_blockNumber: 2, eth_call: 1 } });
  });

  it.each<[FaultsInput, number]>([
    [{ drop: 1 }, 0],
    [{ dropAnswer: 1 }, 1],
  ])("hangs up: %j", async (faults, reached) => {
    await proxy.setFaults(faults);
    await expect(post(request("eth_call"))).rejects.toThrow("fetch failed");
    expect(received).toHaveLength(reached);
  });

  it.each<[FaultsInput, number, string]>([
    [{ limited: 1, retryAfterSeconds: 2 }, 429, "Too many"],
    [{ limitedInBody: 1 }, 200, "-32005"],
    [{ serverError: 1 }, 500, "<h1>"],
  ])("answers without asking: %j", async (faults, status, body) => {
    await proxy.setFaults(faults);
    const response = await post([HEAD, { ...HEAD, id: 2 }]);
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(status === 429 ? "2" : null);
    expect(await response.text()).toContain(body);
    expect(received).toEqual([]);
  });

  it("answers half, or nothing", async () => {
    await proxy.setFaults({ malformed: 1 });
    expect(await (await post(HEAD)).text()).toBe('{"id":1,"result":"0x');
    await proxy.setFaults({ empty: 1 });
    expect(await (await post(HEAD)).text()).toBe("");
  });

  it("passes a request on twice", async () => {
    await proxy.setFaults({ repeat: 1 });
    await answerTo(request("eth_call"));
    expect(received.map(({ method }) => method)).toEqual(["eth_call", "eth_call"]);
  });

  it("lets a request overtake another", async () => {
    await proxy.setFaults({ reorder: 1, reorderMs: 60_000 });
    const first = answerTo(request("first"));
    await expect.poll(async () => (await proxy.counts()).faults.reorder).toBe(1);
    await proxy.setFaults({});
    await Promise.all([first, answerTo(request("second"))]);
    expect(received.map(({ method }) => method)).toEqual(["second", "first"]);
  });

  it("lets go of what it holds when it is healed", async () => {
    await proxy.setFaults({ reorder: 1, reorderMs: 60_000 });
    const held = answerTo(HEAD);
    await expect.poll(async () => (await proxy.counts()).faults.reorder).toBe(1);
    await proxy.heal();
    expect(await held).toMatchObject({ result: "0x64" });
  });

  it("lets nothing through to the node while it is held", async () => {
    const held = await proxy.whileHeld(async () => {
      const answer = answerTo(HEAD);
      await expect.poll(async () => (await proxy.counts()).requests).toBe(1);
      expect(received).toEqual([]);
      return { answer };
    });
    expect(await held.answer).toMatchObject({ result: "0x64" });
  });

  it.each<FaultsInput>([
    { delay: 1, delayMs: 30 },
    { late: 1, lateMs: 30 },
  ])("takes its time: %j", async (faults) => {
    await proxy.setFaults(faults);
    const before = performance.now();
    await answerTo(HEAD);
    expect(performance.now() - before).toBeGreaterThan(29);
  });

  it("is behind", async () => {
    await proxy.setFaults({ staleHead: 1, staleBlocks: 3 });
    const heads = await Promise.all(
      Array.from({ length: 20 }, async () => Number((await answerTo(HEAD)).result)),
    );
    expect(new Set(heads)).toEqual(new Set([97, 98, 99]));
    const block = await answerTo(request("eth_getBlockByNumber", ["latest", false]));
    expect(["0x61", "0x62", "0x63"]).toContain(block.result.params[0]);
    const told = await answerTo(request("eth_getBlockByNumber", ["0x64", false]));
    expect(told.result.params[0]).toBe("0x64");
  });

  it("has no receipts", async () => {
    await proxy.setFaults({ missingReceipt: 1 });
    expect(await answerTo(request("eth_getTransactionReceipt", ["0x1"]))).toMatchObject({ result: null });
  });

  it.each([false, true])("takes transactions and forgets them (in a batch: %s)", async (isBatch) => {
    await proxy.setFaults({ forgets: 1 });
    const send = request("eth_sendRawTransaction", [SIGNED]);
    const [answer] = [await answerTo(isBatch ? [send] : send)].flat();
    expect(answer).toEqual({ jsonrpc: "2.0", id: 1, result: keccak256(SIGNED) });
    expect(received).toEqual([]);
  });

  it("serves another chain", async () => {
    await proxy.setFaults({ wrongChainId: 5 });
    expect(await answerTo([request("eth_chainId"), request("net_version", [], 2)])).toMatchObject([
      { result: "0x5" },
      { result: "5" },
    ]);
  });

  it("does the same again for the same seed, whatever else goes wrong", async () => {
    const outcomes = async (seed: number, others: FaultsInput) => {
      const other = await createRpcProxy({ upstream, seed, faults: { serverError: 0.5, ...others } });
      const seen: number[] = [];
      for (let i = 0; i < 20; i += 1) seen.push((await post(HEAD, other.url)).status);
      await other.close();
      return seen;
    };
    const first = await outcomes(1, {});
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await outcomes(1, { staleHead: 0.5 })).toEqual(first);
    expect(await outcomes(2, {})).not.toEqual(first);
  });

  it("is well again when it is healed", async () => {
    await proxy.setFaults({ serverError: 1, wrongChainId: 5 });
    await post(HEAD);
    await proxy.heal();
    expect(await answerTo(HEAD)).toMatchObject({ result: "0x64" });
    expect((await proxy.counts()).faults.serverError).toBe(1);
  });

  it("refuses faults it does not know", async () => {
    const unknown = { action: "set", faults: { dorp: 1 } };
    expect((await post(unknown, `${proxy.url}/control`)).status).toBe(502);
  });

  it("answers 502 when the true one is gone", async () => {
    const orphan = await createRpcProxy({ upstream: "http://127.0.0.1:1", seed: 1 });
    expect((await post(HEAD, orphan.url)).status).toBe(502);
    await orphan.close();
  });
});

describe("as a process of its own", () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill());

  it("says where it listens, and is controlled from here", async () => {
    child = spawn(
      process.execPath,
      ["--import", "tsx", "test/rpc-proxy/main.ts", "--upstream", upstream, "--seed", "3"],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const [line] = child.stdout ? await once(child.stdout, "data") : [];
    const url = String(line).trim();
    const control = controlRpcProxy(url);
    await control.setFaults({ staleHead: 1, staleBlocks: 1 });
    expect(await (await post(HEAD, url)).json()).toMatchObject({ result: "0x63" });
    expect(await control.counts()).toMatchObject({ requests: 1, faults: { staleHead: 1 } });
  });
});
