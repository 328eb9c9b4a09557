import { BlockNotFoundError, type Hash } from "viem";
import type { Chain } from "@/lib/chain/chain";
import type { PlacedFact } from "@/lib/chain/chain-fact";
import { type FactsQuery, readFacts } from "./read-facts";

/** A block header as the index keeps it. */
export type BlockHeader = { number: number; hash: Hash; parentHash: Hash; at: Date };

/** A fact of a block whose time is known. */
export type TimedFact = PlacedFact & { at: Date };

/** Consecutive blocks of one chain, above the one that `parentHash` names. */
export type RangeQuery = FactsQuery & { parentHash: Hash };

/** What event contracts said in consecutive blocks, and headers to remember: the last block's at least. */
export type BlockRange = { headers: BlockHeader[]; facts: TimedFact[] };

/** The chain changed while it was being read; reading again will do. */
export class ReorgWhileReading extends Error {
  override readonly name = "ReorgWhileReading";
}

type Reader = Pick<Chain, "client">;

/**
 * Reads blocks that may still change, each with its header.
 * @throws {ReorgWhileReading} when headers and logs are not of one chain.
 */
export async function readRange(chain: Reader, range: RangeQuery): Promise<BlockRange> {
  const numbers = Array.from({ length: range.to - range.from + 1 }, (_, i) => range.from + i);
  const [headers, facts] = await Promise.all([
    Promise.all(numbers.map((number) => readStanding(chain, number))),
    readFacts(chain, range),
  ]);
  let { parentHash } = range;
  for (const header of headers) {
    if (header.parentHash !== parentHash) throw new ReorgWhileReading();
    parentHash = header.hash;
  }
  return { headers, facts: await withTimes(chain, facts, headers) };
}

/**
 * Reads blocks that the chain calls final: of headers no more than it takes to see that they were one chain all the while. A local
 * chain may lose even those.
 * @throws {ReorgWhileReading} when they were not.
 */
export async function readFinalRange(chain: Reader, range: RangeQuery): Promise<BlockRange> {
  const last = await readStanding(chain, range.to);
  const facts = await readFacts(chain, range);
  const again = await readStanding(chain, range.to);
  const first = await readStanding(chain, range.from);
  if (again.hash !== last.hash || first.parentHash !== range.parentHash) throw new ReorgWhileReading();
  return { headers: [last], facts: await withTimes(chain, facts, [first, last]) };
}

/** @throws viem's `BlockNotFoundError` when the chain has no such block. */
export async function readHeader({ client }: Reader, number: number): Promise<BlockHeader> {
  const block = await client.getBlock({ blockNumber: BigInt(number), includeTransactions: false });
  const { hash, parentHash, timestamp } = block;
  return { number, hash, parentHash, at: new Date(Number(timestamp) * 1000) };
}

async function readStanding(chain: Reader, number: number): Promise<BlockHeader> {
  try {
    return await readHeader(chain, number);
  } catch (error) {
    if (error instanceof BlockNotFoundError) throw new ReorgWhileReading();
    throw error;
  }
}

/**
 * The facts with their blocks' times, read where neither the log nor a header at hand tells.
 * @throws {ReorgWhileReading} when a fact is of another block than the header of its number.
 */
export async function withTimes(
  chain: Reader,
  facts: readonly PlacedFact[],
  headers: readonly BlockHeader[],
): Promise<TimedFact[]> {
  const known = new Map(headers.map((header) => [header.number, header]));
  const unknown = new Set(
    facts.flatMap(({ at, blockNumber }) => (at || known.has(blockNumber) ? [] : blockNumber)),
  );
  const read = await Promise.all([...unknown].map((number) => readStanding(chain, number)));
  for (const header of read) known.set(header.number, header);
  return facts.map((fact) => {
    const header = known.get(fact.blockNumber);
    if (header && header.hash !== fact.blockHash) throw new ReorgWhileReading();
    const at = header?.at ?? fact.at;
    if (!at) throw new Error(`Block ${fact.blockNumber} has facts but no time.`);
    return { ...fact, at };
  });
}
