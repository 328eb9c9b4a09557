import { eq, sql } from "drizzle-orm";
import { formatEther } from "viem";
import type { Chain } from "@/lib/chain/chain";
import type { Database } from "@/lib/db/database";
import { actions, cursors } from "@/lib/db/schema/pipeline";
import type { ReadinessOutput } from "./schema";

/** A part that answers no sooner counts as down. */
const PATIENCE_MS = 3_000;
/** An index further behind shows people what is not true any more. */
const LAG_BLOCKS_MAX = 100;

type ChainReading = { head: number; signerBalance: bigint };
type DatabaseReading = { indexed: number | null; queue: ReadinessOutput["queue"] };

/** Whether requests can be served in full: the database and the chain answer, and the index keeps up. Never throws. */
export async function readiness(options: { db: Database; chain: Chain }): Promise<ReadinessOutput> {
  const { db, chain } = options;
  const [stored, onChain] = await Promise.all([
    inTime(readDatabase(db, chain.chainId)),
    inTime(readChain(chain)),
  ]);
  const indexed = stored?.indexed ?? null;
  const head = onChain?.head ?? null;
  const lagBlocks = head === null || indexed === null ? null : Math.max(0, head - indexed);
  const ready = stored !== null && lagBlocks !== null && lagBlocks <= LAG_BLOCKS_MAX;
  return {
    status: ready ? "ready" : "not_ready",
    database: stored ? "up" : "down",
    chain: {
      status: onChain ? "up" : "down",
      chainId: chain.chainId,
      name: chain.name,
      nativeSymbol: chain.nativeSymbol,
      tokens: [],
      head,
      indexed,
      lagBlocks,
      signerBalance: onChain ? formatEther(onChain.signerBalance) : null,
    },
    queue: stored?.queue ?? { depth: null, oldestSeconds: null },
  };
}

async function readChain({ client, signers: [signer] }: Chain): Promise<ChainReading> {
  const [head, signerBalance] = await Promise.all([
    client.getBlockNumber(),
    client.getBalance({ address: signer.address }),
  ]);
  return { head: Number(head), signerBalance };
}

async function readDatabase(db: Database, chainId: number): Promise<DatabaseReading> {
  const [cursor] = await db
    .select({ blockNumber: cursors.blockNumber })
    .from(cursors)
    .where(eq(cursors.chainId, chainId));
  const [queue] = await db
    .select({
      depth: sql<number>`count(*)::int`,
      oldestSeconds: sql<
        number | null
      >`greatest(0, floor(extract(epoch from now() - min(${actions.createdAt}))))::int`,
    })
    .from(actions)
    .where(eq(actions.status, "queued"));
  return {
    indexed: cursor?.blockNumber ?? null,
    queue: { depth: queue?.depth ?? 0, oldestSeconds: queue?.depth ? queue.oldestSeconds : null },
  };
}

/** The answer, or null when there is none in time. */
async function inTime<T>(answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, timeout]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
