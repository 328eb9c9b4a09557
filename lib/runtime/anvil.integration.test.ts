import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { createTestClient, http, parseEther, publicActions } from "viem";
import { foundry } from "viem/chains";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Anvil, startAnvil } from "./anvil";
import { anvilFiles } from "./anvil-files";

const ADDRESS = "0x00000000000000000000000000000000000000aa";
/** How often anvil is saved, and how often one test kills it. */
const SNAPSHOT_MS = 1_000;
const KILLS = 5;
const log = pino({ level: "silent" });

let dataDir: string;
let anvil: Anvil | null = null;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "ticketchain-anvil-"));
});

afterEach(async () => {
  await anvil?.stop();
  anvil = null;
  rmSync(dataDir, { recursive: true, force: true });
});

async function start() {
  anvil = await startAnvil({ dataDir, log });
  const transport = http(anvil.rpcUrl, { retryCount: 0 });
  return createTestClient({ chain: foundry, mode: "anvil", transport, cacheTime: 0 }).extend(publicActions);
}

async function stop() {
  await anvil?.stop();
  anvil = null;
}

type Client = Awaited<ReturnType<typeof start>>;

/** Sends transactions, a block each, in bursts with moments between them, until nobody takes them any more. */
async function sendWithoutEnd(client: Client, account: `0x${string}`): Promise<void> {
  try {
    for (;;) {
      for (let i = 0; i < 20; i++)
        await client.request({
          method: "eth_sendTransaction",
          params: [{ from: account, to: ADDRESS }],
        } as never);
      await sleep(40);
    }
  } catch {
    // Killed.
  }
}

const pidOf = () => Number(JSON.parse(readFileSync(anvilFiles(dataDir).process, "utf8")).pid);

test("blocks and balances outlive a stop", async () => {
  const before = await start();
  await before.mine({ blocks: 5 });
  await before.setBalance({ address: ADDRESS, value: parseEther("3") });
  await stop();

  const after = await start();
  expect(await after.getBlockNumber()).toBe(5n);
  expect(await after.getBalance({ address: ADDRESS })).toBe(parseEther("3"));
});

test("anvil killed while we run comes back at the same address, at most a snapshot behind", async () => {
  const client = await start();
  await client.mine({ blocks: 3 });
  const { state } = anvilFiles(dataDir);
  await vi.waitUntil(() => Number(JSON.parse(readFileSync(state, "utf8")).best_block_number) === 3, 10_000);
  process.kill(pidOf(), "SIGKILL");
  await vi.waitUntil(() => client.getBlockNumber().catch(() => null), 20_000);
  expect(await client.getBlockNumber()).toBe(3n);
});

test("anvil killed in the middle of mining never has a transaction that no block has", async () => {
  const client = await start();
  const [account] = (await client.request({ method: "eth_accounts" } as never)) as `0x${string}`[];
  if (!account) throw new Error("anvil has no account.");
  for (let kills = 0; kills < KILLS; kills++) {
    const busy = sendWithoutEnd(client, account);
    await sleep(SNAPSHOT_MS + Math.random() * SNAPSHOT_MS);
    process.kill(pidOf(), "SIGKILL");
    await busy;
    await vi.waitUntil(() => client.getChainId().catch(() => null), 20_000);
    const head = await client.getBlockNumber();
    const blocks = await Promise.all(
      Array.from({ length: Number(head) + 1 }, (_, number) =>
        client.getBlock({ blockNumber: BigInt(number) }),
      ),
    );
    const mined = blocks.flatMap(({ transactions }) => transactions).length;
    expect(await client.getTransactionCount({ address: account })).toBe(mined);
  }
});

test("a damaged state stops the start with a sentence, and is left as it is", async () => {
  await (await start()).mine({ blocks: 1 });
  await stop();
  const { state } = anvilFiles(dataDir);
  const half = readFileSync(state, "utf8").slice(0, 2_000);
  writeFileSync(state, half);
  await expect(start()).rejects.toThrow(/state .* is damaged/);
  expect(readFileSync(state, "utf8")).toBe(half);
});

test("half an exit state, left by a crash while stopping, is passed over for the last snapshot", async () => {
  await (await start()).mine({ blocks: 2 });
  await stop();
  writeFileSync(anvilFiles(dataDir).exitState, "{");
  expect(await (await start()).getBlockNumber()).toBe(2n);
});
