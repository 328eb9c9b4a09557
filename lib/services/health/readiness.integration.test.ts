import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openChain } from "@/lib/chain/open-chain";
import { localSigner } from "@/lib/chain/signer";
import type { OpenDatabase } from "@/lib/db/open-database";
import { cursors, signerStates } from "@/lib/db/schema/pipeline";
import { ANVIL_ORGANISER_KEY } from "@/lib/env";
import { aContext, aPublishedEvent } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { readiness } from "./readiness";
import { readinessOutput } from "./schema";

const SIGNER = localSigner(ANVIL_ORGANISER_KEY).address;
/** Anvil's second account. */
const OTHER_KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

let database: OpenDatabase;
const node = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const asked: { id: number; method: string }[] = [
      JSON.parse(Buffer.concat(chunks).toString("utf8")),
    ].flat();
    const results: Record<string, string> = {
      eth_chainId: "0x7a69",
      eth_blockNumber: "0x64",
      eth_getBalance: "0x14d1120d7b160000",
    };
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify(asked.map(({ id, method }) => ({ jsonrpc: "2.0", id, result: results[method] }))),
    );
  });
});

beforeAll(async () => {
  database = await testDatabase();
  await new Promise<void>((resolve) => node.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await new Promise((resolve) => node.close(resolve));
  await database.close();
});

function aChain(rpcUrl: string) {
  return openChain({
    rpcUrls: [rpcUrl],
    chainId: 31337,
    nativeSymbol: "ETH",
    tokens: [],
    explorerUrl: null,
    signers: [localSigner(ANVIL_ORGANISER_KEY)],
  });
}

function nodeUrl(): string {
  const address = node.address();
  if (!address || typeof address === "string") throw new Error("The node does not listen.");
  return `http://127.0.0.1:${address.port}`;
}

async function indexedTo(blockNumber: number) {
  const row = { chainId: 31337, blockNumber, blockHash: "0x", head: 100, finalized: 0 } as const;
  await database.db
    .insert(cursors)
    .values(row)
    .onConflictDoUpdate({ target: cursors.chainId, set: { blockNumber } });
}

describe("readiness", () => {
  it("is not there before the index has begun", async () => {
    const seen = await readiness({ db: database.db, chain: aChain(nodeUrl()) });
    expect(seen).toMatchObject({ status: "not_ready", chain: { head: 100, indexed: null, lagBlocks: null } });
    expect(seen.queue).toEqual({ depth: 0, submitted: 0, oldestSeconds: null });
    expect(seen.warnings).toEqual(["Nothing has been read from Local chain yet."]);
  });

  it("is there when the database and the chain answer and the index keeps up", async () => {
    await indexedTo(98);
    await aPublishedEvent(await aContext(database.db));
    const seen = await readiness({ db: database.db, chain: aChain(nodeUrl()) });
    expect(readinessOutput.parse(seen)).toEqual(seen);
    expect(seen).toMatchObject({
      status: "ready",
      database: "up",
      chain: { status: "up", head: 100, indexed: 98, lagBlocks: 2, signerBalance: "1.5" },
      queue: { depth: 1, submitted: 0 },
      warnings: [],
    });
    expect(seen.chain).toMatchObject({
      finalized: 0,
      rpc: [{ status: "up", head: 100, failures: 0 }],
      signers: [{ address: SIGNER, balance: "1.5", status: "ready" }],
    });
  });

  it("is there while an account waits for funds, with a warning that names it", async () => {
    const state = { chainId: 31337, address: SIGNER, status: "waiting_funds", balance: 5n } as const;
    await database.db.insert(signerStates).values(state);
    const seen = await readiness({ db: database.db, chain: aChain(nodeUrl()) });
    expect(seen).toMatchObject({ status: "ready", chain: { signers: [{ status: "waiting_funds" }] } });
    expect(seen.warnings).toEqual([
      expect.stringMatching(new RegExp(`${SIGNER} can't pay .* 1.5 ETH.*Send it ETH on`)),
    ]);
    await database.db.delete(signerStates);
  });

  it("warns when an event waits for an account whose key is gone", async () => {
    const chain = { ...aChain(nodeUrl()), signers: [localSigner(OTHER_KEY)] as const };
    const seen = await readiness({ db: database.db, chain });
    expect(seen.warnings).toEqual([
      expect.stringMatching(new RegExp(`An event waits for the account ${SIGNER}`)),
    ]);
  });

  it("warns when the index begins to fall behind, before that makes it unready", async () => {
    await indexedTo(70);
    const seen = await readiness({ db: database.db, chain: aChain(nodeUrl()) });
    expect(seen).toMatchObject({ status: "ready", chain: { lagBlocks: 30 } });
    expect(seen.warnings).toEqual([expect.stringContaining("30 blocks behind Local chain")]);
  });

  it("is not there when the index is far behind", async () => {
    await indexedTo(-1);
    const seen = await readiness({ db: database.db, chain: aChain(nodeUrl()) });
    expect(seen).toMatchObject({ status: "not_ready", chain: { lagBlocks: 101 } });
  });

  it("is not there, and says so in time, when the chain can't be reached", async () => {
    const seen = await readiness({ db: database.db, chain: aChain("http://127.0.0.1:1") });
    expect(seen).toMatchObject({
      status: "not_ready",
      database: "up",
      chain: { status: "down", head: null, signerBalance: null, signers: [{ balance: null }] },
    });
    expect(seen.warnings).toEqual([expect.stringContaining("can't be reached")]);
  });

  it("is not there when the database is gone", async () => {
    const gone = await testDatabase();
    await gone.close();
    const seen = await readiness({ db: gone.db, chain: aChain(nodeUrl()) });
    expect(seen).toMatchObject({
      status: "not_ready",
      database: "down",
      queue: { depth: null, submitted: null },
    });
    expect(seen.warnings).toEqual(["The database does not answer."]);
  });
});
