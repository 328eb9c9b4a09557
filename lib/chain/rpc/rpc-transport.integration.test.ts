import {
  BaseError,
  createPublicClient,
  createTestClient,
  type Hex,
  http,
  keccak256,
  parseEther,
  parseGwei,
  publicActions,
  TransactionReceiptNotFoundError,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { createRpcProxy } from "@/test/rpc-proxy/create-rpc-proxy";
import type { FaultsInput } from "@/test/rpc-proxy/faults";
import { eventTicketsAbi } from "../abi/event-tickets";
import { ticketFactoryAbi } from "../abi/ticket-factory";
import { ensureFactory } from "../ensure-factory";
import { FACTORY_ADDRESS } from "../factory-address";
import { openChain } from "../open-chain";
import { readRevert } from "../read-revert";
import { localSigner } from "../signer";
import { rpcTransport } from "./rpc-transport";

/** Anvil's last account, which deploys the factory in other tests too. */
const DEPLOYER_KEY = "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6";
const upstream = `${inject("anvilPoolUrl")}/${process.env.VITEST_POOL_ID ?? "1"}`;
const node = createTestClient({
  mode: "anvil",
  chain: foundry,
  transport: http(upstream),
  cacheTime: 0,
}).extend(publicActions);

type Proxy = Awaited<ReturnType<typeof createRpcProxy>>;
let proxies: Proxy[];
let implementation: Hex;

beforeAll(async () => {
  await ensureFactory(node, localSigner(DEPLOYER_KEY));
  implementation = await node.readContract({
    abi: ticketFactoryAbi,
    address: FACTORY_ADDRESS,
    functionName: "implementation",
  });
});

beforeEach(async () => {
  proxies = await Promise.all([1, 2].map((seed) => createRpcProxy({ upstream, seed })));
});
afterEach(async () => {
  await Promise.all(proxies.map((proxy) => proxy.close()));
});

/** A client of both proxies that takes less time than in production. */
function openClient() {
  const limits = {
    timeoutMs: 1_000,
    checkTimeoutMs: 1_000,
    backoffMs: 20,
    backoffMsMax: 200,
    restMs: 30,
    restMsMax: 300,
  };
  const urls = proxies.map(({ url }) => url);
  const { transport, describe: report } = rpcTransport({
    urls,
    chainId: foundry.id,
    limits: { ...limits, roundsMax: 8 },
  });
  return { client: createPublicClient({ chain: foundry, transport, cacheTime: 0 }), report };
}
type Client = ReturnType<typeof openClient>["client"];

const readImplementation = (client: Client) =>
  client.readContract({ abi: ticketFactoryAbi, address: FACTORY_ADDRESS, functionName: "implementation" });

const revertingRead = (client: Client) =>
  client
    .readContract({ abi: eventTicketsAbi, address: implementation, functionName: "ownerOf", args: [999n] })
    .catch((error: unknown) => error);

/** A signed transfer of 1 wei from an account of its own. */
async function aTransfer() {
  const account = privateKeyToAccount(generatePrivateKey());
  const recipient = privateKeyToAccount(generatePrivateKey()).address;
  await node.setBalance({ address: account.address, value: parseEther("1") });
  const bytes = await account.signTransaction({
    type: "eip1559",
    chainId: foundry.id,
    nonce: 0,
    gas: 21_000n,
    maxFeePerGas: parseGwei("100"),
    maxPriorityFeePerGas: 1n,
    to: recipient,
    value: 1n,
  });
  return { bytes, recipient };
}

/** Sends the same bytes until there is a receipt, as the pipeline does. */
async function sendUntilMined(client: Client, bytes: Hex): Promise<void> {
  const hash = keccak256(bytes);
  const isMined = () =>
    client.getTransactionReceipt({ hash }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof TransactionReceiptNotFoundError) return false;
        throw error;
      },
    );
  for (let attempt = 0; attempt < 50; attempt += 1) {
    await client.sendRawTransaction({ serializedTransaction: bytes }).catch((error: unknown) => {
      if (!(error instanceof BaseError && /nonce too low/.test(error.details))) throw error;
    });
    if (await isMined()) return;
  }
  throw new Error("The transaction was never mined.");
}

/** Does to both nodes what a test says. */
const setFaults = (faults: FaultsInput) => Promise.all(proxies.map((proxy) => proxy.setFaults(faults)));

const OFTEN = 0.3;
const ALONE: FaultsInput[] = [
  { drop: OFTEN },
  { dropAnswer: OFTEN },
  { delay: OFTEN, delayMs: 20 },
  { late: OFTEN, lateMs: 1_300 },
  { repeat: OFTEN },
  { reorder: OFTEN, reorderMs: 50 },
  { limited: OFTEN, retryAfterSeconds: 0 },
  { limitedInBody: OFTEN },
  { serverError: OFTEN },
  { malformed: OFTEN },
  { empty: OFTEN },
  { staleHead: OFTEN },
  { missingReceipt: OFTEN },
  { forgets: OFTEN },
];

describe.each(ALONE)("behind two nodes with %j", (faults) => {
  it("reads are right, reverts keep their reason, and a transaction happens once", async () => {
    const { client } = openClient();
    await setFaults(faults);
    for (let i = 0; i < 6; i += 1) {
      const [first, second, revert] = await Promise.all([
        readImplementation(client),
        readImplementation(client),
        revertingRead(client),
      ]);
      expect([first, second]).toEqual([implementation, implementation]);
      expect(readRevert(revert)).toMatchObject({ code: "ERC721NonexistentToken" });
    }
    const { bytes, recipient } = await aTransfer();
    await sendUntilMined(client, bytes);
    expect(await node.getBalance({ address: recipient })).toBe(1n);
  });
});

describe("behind two nodes with everything at once", () => {
  it("an answer is right or a clear error, and all is well when they are", async () => {
    const { client, report } = openClient();
    await setFaults(Object.assign({}, ...ALONE.map((faults) => mild(faults))));
    const { bytes, recipient } = await aTransfer();
    const outcomes: unknown[] = [];
    for (let i = 0; i < 20; i += 1) {
      outcomes.push(await readImplementation(client).catch((error: unknown) => error));
      await client.sendRawTransaction({ serializedTransaction: bytes }).catch((error: unknown) => {
        expect(error).toBeInstanceOf(BaseError);
      });
    }
    const right = outcomes.filter((outcome) => outcome === implementation);
    for (const outcome of outcomes.filter((one) => one !== implementation))
      expect(outcome).toBeInstanceOf(BaseError);
    expect(right.length).toBeGreaterThan(10);

    await Promise.all(proxies.map((proxy) => proxy.heal()));
    await sendUntilMined(client, bytes);
    expect(await node.getBalance({ address: recipient })).toBe(1n);
    await expect
      .poll(async () => (await readImplementation(client)) && report().map(({ status }) => status))
      .toEqual(["up", "up"]);
  });
});

const mild = (faults: FaultsInput) =>
  Object.fromEntries(Object.entries(faults).map(([name, value]) => [name, value === OFTEN ? 0.05 : value]));

describe("with one good node", () => {
  it("a node of another chain is never used, though the good one fails", async () => {
    const [good, wrong] = proxies;
    await wrong?.setFaults({ wrongChainId: 1 });
    await good?.setFaults({ serverError: OFTEN, drop: OFTEN });
    const { client, report } = openClient();
    for (let i = 0; i < 10; i += 1) {
      const outcome = await readImplementation(client).catch((error: unknown) => error);
      if (outcome !== implementation) expect(outcome).toBeInstanceOf(BaseError);
    }
    const { bytes } = await aTransfer();
    await sendUntilMined(client, bytes);
    expect(Object.keys((await wrong?.counts())?.calls ?? {}).sort()).toEqual([
      "eth_blockNumber",
      "eth_chainId",
    ]);
    expect(report()[1]?.status).toBe("wrong_chain");
  });

  it("a transaction is mined, though the preferred node forgets all it gets", async () => {
    await proxies[0]?.setFaults({ forgets: 1 });
    const { client } = openClient();
    const { bytes, recipient } = await aTransfer();
    await client.sendRawTransaction({ serializedTransaction: bytes });
    await client.waitForTransactionReceipt({ hash: keccak256(bytes), pollingInterval: 20 });
    expect(await node.getBalance({ address: recipient })).toBe(1n);
  });

  it("a node that is gone is left, and taken back when it comes again", async () => {
    const [first, second] = proxies;
    const { client, report } = openClient();
    await first?.setFaults({ drop: 1 });
    expect(await readImplementation(client)).toBe(implementation);
    expect(report()[0]?.status).toBe("resting");
    await first?.heal();
    await expect.poll(async () => (await readImplementation(client)) && report()[0]?.status).toBe("up");
    const before = (await second?.counts())?.calls.eth_call;
    await readImplementation(client);
    expect((await second?.counts())?.calls.eth_call).toBe(before);
  });
});

describe("openChain", () => {
  it("reports a revert at once: one call to one node", async () => {
    const chain = openChain({
      rpcUrls: [proxies[0]?.url ?? "", proxies[1]?.url ?? ""],
      chainId: foundry.id,
      nativeSymbol: "ETH",
      tokens: [],
      explorerUrl: null,
      signers: [localSigner(generatePrivateKey())],
    });
    const error = await chain.client
      .readContract({ abi: eventTicketsAbi, address: implementation, functionName: "ownerOf", args: [999n] })
      .catch((reason: unknown) => reason);
    expect(readRevert(error)).toEqual({
      code: "ERC721NonexistentToken",
      detail: "The contract refused: ERC721NonexistentToken(999).",
    });
    const counts = await Promise.all(proxies.map((proxy) => proxy.counts()));
    expect(counts.map(({ calls }) => calls.eth_call ?? 0)).toEqual([1, 0]);
    expect(chain.describeNodes().map(({ host }) => host)).toEqual(
      proxies.map(({ url }) => new URL(url).host),
    );
  });
});
