import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/env";
import { BootError } from "./boot-error";
import { requireChain } from "./preflight";

const KEY = "k3y-0123456789abcdef";
const NOWHERE = `http://127.0.0.1:1/${KEY}`;

let nodes: Server[] = [];
afterEach(() => {
  for (const node of nodes) node.close();
  nodes = [];
});

/** @returns the URL of a node that serves this chain. */
async function aNode(chainId: number): Promise<string> {
  const node = createServer(async (request, response) => {
    const { id }: { id: number } = JSON.parse(await text(request));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ jsonrpc: "2.0", id, result: `0x${chainId.toString(16)}` }));
  });
  nodes.push(node);
  await new Promise<void>((resolve) => node.listen(0, "127.0.0.1", resolve));
  const address = node.address();
  if (!address || typeof address === "string") throw new Error("The node has no port.");
  return `http://127.0.0.1:${address.port}/${KEY}`;
}

const problemOf = (...urls: string[]) =>
  requireChain(parseEnv({ RPC_URL: urls.join(","), CHAIN_ID: "31337" })).then(
    () => null,
    (error: unknown) => {
      expect(error).toBeInstanceOf(BootError);
      expect(String(error)).not.toContain(KEY);
      return String(error);
    },
  );

describe("requireChain", () => {
  it("is content with one node of several, as long as it is of the chain", async () => {
    expect(await problemOf(NOWHERE, await aNode(31337))).toBeNull();
  });

  it("names every node when none answers", async () => {
    const problem = await problemOf(NOWHERE, `http://127.0.0.1:2/${KEY}`);
    expect(problem).toMatch(
      /RPC_URL: no answer from the node at 127.0.0.1:1 \(.+\), nor from 127.0.0.1:2 \(.+\)\. Correct/,
    );
  });

  it("refuses a node of another chain, though others are right", async () => {
    const wrong = await aNode(1);
    const problem = await problemOf(await aNode(31337), wrong);
    expect(problem).toContain(`the node at ${new URL(wrong).host} serves chain 1, but CHAIN_ID is 31337`);
  });

  it("asks nobody for the embedded chain", async () => {
    await requireChain(parseEnv({}));
  });
});
