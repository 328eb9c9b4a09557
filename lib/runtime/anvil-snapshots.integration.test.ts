import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { createWalletClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { ANVIL_ORGANISER_KEY } from "@/lib/env";
import { type Anvil, startAnvil } from "./anvil";
import { anvilFiles } from "./anvil-files";

const SNAPSHOTS = 2;

const stateSchema = z.object({
  accounts: z.record(z.string(), z.object({ nonce: z.coerce.number() })),
  blocks: z.array(z.object({ transactions: z.array(z.unknown()) })),
});

let dataDir: string;
let anvil: Anvil;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "ticketchain-snapshots-"));
  anvil = await startAnvil({ dataDir, log: pino({ level: "silent" }) });
});

afterAll(async () => {
  await anvil.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test("a snapshot of a busy chain has the transactions of all nonces that are used in it", async () => {
  const account = privateKeyToAccount(ANVIL_ORGANISER_KEY);
  const wallet = createWalletClient({ account, transport: http(anvil.rpcUrl) });
  const { state } = anvilFiles(dataDir);
  const seen = new Set<number>();
  for (let nonce = 0; seen.size < SNAPSHOTS; nonce++) {
    await wallet.sendTransaction({ chain: null, to: account.address, gas: 21_000n, nonce });
    const { accounts, blocks } = stateSchema.parse(JSON.parse(await readFile(state, "utf8")));
    const [, sender] =
      Object.entries(accounts).find(([address]) => address.toLowerCase() === account.address.toLowerCase()) ??
      [];
    const mined = blocks.reduce((sum, { transactions }) => sum + transactions.length, 0);
    expect(sender?.nonce).toBe(mined);
    if (mined > 0) seen.add(mined);
  }
});
