import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createTestClient, http, parseEther, publicActions } from "viem";
import { foundry } from "viem/chains";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Anvil, startAnvil } from "./anvil";
import { anvilFiles } from "./anvil-files";

const ADDRESS = "0x00000000000000000000000000000000000000aa";
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
