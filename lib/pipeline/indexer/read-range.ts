import type { Address, Hash } from "viem";
import type { Chain } from "@/lib/chain/chain";
import { decodeLogs, type PlacedFact } from "@/lib/chain/decode-logs";

/** A block header as the index keeps it. */
export type BlockHeader = { number: number; hash: Hash; parentHash: Hash; at: Date };

/** Blocks `from…to` of one chain of parents: their headers and what event contracts said in them. */
export type BlockRange = { headers: BlockHeader[]; facts: PlacedFact[] };

/** The chain changed while it was being read; reading again will do. */
export class ReorgWhileReading extends Error {
  override readonly name = "ReorgWhileReading";
}

/** Contracts per `eth_getLogs`: nodes refuse longer lists. */
const ADDRESSES_MAX = 500;

/**
 * Reads consecutive blocks.
 * @throws {ReorgWhileReading} when headers and logs are not of one chain.
 */
export async function readRange(
  chain: Chain,
  range: { from: number; to: number; contracts: readonly Address[] },
): Promise<BlockRange> {
  const numbers = Array.from({ length: range.to - range.from + 1 }, (_, i) => range.from + i);
  const [headers, facts] = await Promise.all([
    Promise.all(numbers.map((number) => readHeader(chain, number))),
    readFacts(chain, range),
  ]);
  for (const [i, header] of headers.entries()) {
    const parent = headers[i - 1];
    if (parent && header.parentHash !== parent.hash) throw new ReorgWhileReading();
  }
  const hashes = new Map(headers.map((header) => [header.number, header.hash]));
  if (facts.some((fact) => hashes.get(fact.blockNumber) !== fact.blockHash)) throw new ReorgWhileReading();
  return { headers, facts };
}

/** @throws viem's `BlockNotFoundError` when the chain has no such block. */
export async function readHeader(chain: Chain, number: number): Promise<BlockHeader> {
  const block = await chain.client.getBlock({ blockNumber: BigInt(number), includeTransactions: false });
  return {
    number,
    hash: block.hash,
    parentHash: block.parentHash,
    at: new Date(Number(block.timestamp) * 1000),
  };
}

async function readFacts(
  chain: Chain,
  { from, to, contracts }: { from: number; to: number; contracts: readonly Address[] },
): Promise<PlacedFact[]> {
  const logs = [];
  for (let start = 0; start < contracts.length; start += ADDRESSES_MAX) {
    const address = contracts.slice(start, start + ADDRESSES_MAX);
    logs.push(...(await chain.client.getLogs({ address, fromBlock: BigInt(from), toBlock: BigInt(to) })));
  }
  return decodeLogs(logs);
}
