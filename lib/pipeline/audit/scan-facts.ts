import type { Address } from "viem";
import type { Chain } from "@/lib/chain/chain";
import { BLOCKS_FIRST, isRangeRefusal, nextSize } from "../indexer/range-size";
import { readFacts } from "../indexer/read-facts";
import { type TimedFact, withTimes } from "../indexer/read-range";

export type ScannedRange = { from: number; to: number; facts: TimedFact[] };

type ScanOptions = { from: number; to: number; contracts: readonly Address[] };

/** All that event contracts said in blocks `from…to`, range after range, each as large as the node gives. */
export async function* scanFacts(
  chain: Pick<Chain, "client">,
  options: ScanOptions,
): AsyncGenerator<ScannedRange> {
  let { from } = options;
  let blocks = BLOCKS_FIRST;
  while (from <= options.to) {
    const to = Math.min(options.to, from + blocks - 1);
    const size = to - from + 1;
    try {
      const facts = await readFacts(chain, { ...options, from, to });
      yield { from, to, facts: await withTimes(chain, facts, []) };
      blocks = nextSize(size, facts.length);
      from = to + 1;
    } catch (error) {
      if (size === 1 || !isRangeRefusal(error)) throw error;
      blocks = Math.floor(size / 2);
    }
  }
}
