/** How patient the transport is. */
export type RpcLimits = {
  /** A request that takes longer has failed. */
  timeoutMs: number;
  /** A question for the chain id and the head that takes longer has failed. */
  checkTimeoutMs: number;
  /** A node that is in use is asked so often for its chain id and its head. */
  checkEveryMs: number;
  /** A head said longer ago says nothing about now. */
  headFreshMs: number;
  /** A node whose head is further behind the best is asked after the others. */
  blocksBehindMax: number;
  /** So many times a request goes through the nodes. */
  roundsMax: number;
  /** No round begins later after the request. */
  patienceMs: number;
  /** Bound of the random wait after the first round; it doubles with each. */
  backoffMs: number;
  backoffMsMax: number;
  /** Rest of a node after its first failure; it doubles with each in a row. */
  restMs: number;
  restMsMax: number;
  /** Longest rest of a node that asked for fewer requests, by `Retry-After` or not. */
  limitedMsMax: number;
};

export const RPC_LIMITS: RpcLimits = {
  timeoutMs: 10_000,
  checkTimeoutMs: 5_000,
  checkEveryMs: 30_000,
  headFreshMs: 60_000,
  blocksBehindMax: 3,
  roundsMax: 4,
  patienceMs: 30_000,
  backoffMs: 250,
  backoffMsMax: 4_000,
  restMs: 500,
  restMsMax: 60_000,
  limitedMsMax: 10_000,
};
