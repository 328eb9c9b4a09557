import { formatEther } from "viem";
import type { Chain } from "@/lib/chain/chain";
import type { Database } from "@/lib/db/database";
import { inTime } from "./in-time";
import { LAG_BLOCKS_MAX } from "./limits";
import { type ChainReading, readChain } from "./read-chain";
import { type PipelineReading, readPipeline } from "./read-pipeline";
import type { ReadinessOutput } from "./schema";
import { warningsOf } from "./warnings";

type Source = { db: Database; chain: Chain };

/**
 * Whether requests can be served in full: the database and the chain answer, and the index keeps up. An account without
 * funds is a warning: what it should pay for is kept. Never throws.
 */
export async function readiness(source: Source): Promise<ReadinessOutput> {
  const [stored, onChain] = await Promise.all([
    inTime(readPipeline(source)),
    inTime(readChain(source.chain)),
  ]);
  const chain = describeChain(source.chain, stored, onChain);
  const isReady = stored !== null && chain.lagBlocks !== null && chain.lagBlocks <= LAG_BLOCKS_MAX;
  const database = stored ? ("up" as const) : ("down" as const);
  const queue = describeQueue(stored);
  return {
    status: isReady ? "ready" : "not_ready",
    database,
    chain,
    queue,
    warnings: warningsOf({ database, chain, queue, strangers: stored?.strangers ?? [] }),
  };
}

function describeChain(chain: Chain, stored: PipelineReading | null, onChain: ChainReading | null) {
  const { chainId, name, nativeSymbol, tokens, signers } = chain;
  const indexed = stored?.cursor?.indexed ?? null;
  const head = onChain?.head ?? null;
  const balanceOf = (address: Chain["signers"][number]["address"]) => {
    const balance = onChain?.balances.get(address);
    return balance === undefined ? null : formatEther(balance);
  };
  return {
    status: onChain ? ("up" as const) : ("down" as const),
    chainId,
    name,
    nativeSymbol,
    tokens: [...tokens],
    head,
    indexed,
    finalized: stored?.cursor?.finalized ?? null,
    lagBlocks: head === null || indexed === null ? null : Math.max(0, head - indexed),
    signerBalance: balanceOf(signers[0].address),
    signers: stored
      ? signers.map(({ address }) => ({
          address,
          balance: balanceOf(address),
          status: stored.waitingForFunds.has(address) ? ("waiting_funds" as const) : ("ready" as const),
        }))
      : [],
    rpc: chain.describeNodes().map(({ host, status, head, failures }) => ({ host, status, head, failures })),
  };
}

function describeQueue(stored: PipelineReading | null): ReadinessOutput["queue"] {
  if (!stored) return { depth: null, submitted: null, oldestSeconds: null };
  const ofStatus = (status: string) => stored.waiting.filter((group) => group.status === status);
  const countOf = (status: string) => ofStatus(status).reduce((sum, { count }) => sum + count, 0);
  const queued = ofStatus("queued");
  return {
    depth: countOf("queued"),
    submitted: countOf("submitted"),
    oldestSeconds: queued.length > 0 ? Math.max(...queued.map(({ oldestSeconds }) => oldestSeconds)) : null,
  };
}
