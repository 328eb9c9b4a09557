import { BaseError, HttpRequestError, TimeoutError } from "viem";

/** Most blocks read in one go, while catching up with what is final. */
const BLOCKS_MAX = 5_000;

/** Facts that a range should have: so many are in memory and in one database transaction. */
const FACTS_WANTED = 5_000;

/** Few to begin with: they may be full. */
export const BLOCKS_FIRST = 8;

/** How many blocks to read next, after so many had so many facts. */
export function nextSize(blocks: number, facts: number): number {
  if (facts > FACTS_WANTED) return Math.max(1, Math.floor((blocks * FACTS_WANTED) / facts));
  return Math.min(BLOCKS_MAX, blocks * 2);
}

/** Nodes' words for a range that is too much for them; there is no standard for it. */
const TOO_MUCH =
  /returned more than|block range|range (is )?too (large|wide|big)|too many (blocks|results|logs)|(response|result).{0,30}(size|too (large|big)|exceed)|limit exceeded|\btimeout\b|\btimed out\b/i;

/** EIP-1474's "limit exceeded". */
const LIMIT_EXCEEDED = -32_005;

const CONTENT_TOO_LARGE = 413;

/** Whether a node refused a range of logs for its size, so that a smaller one may do. */
export function isRangeRefusal(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const cause = error.walk(
    (cause) =>
      cause instanceof TimeoutError ||
      (cause instanceof HttpRequestError && cause.status === CONTENT_TOO_LARGE) ||
      (cause instanceof Error && "code" in cause && cause.code === LIMIT_EXCEEDED) ||
      (cause instanceof Error && TOO_MUCH.test(cause.message)),
  );
  return cause !== null;
}
