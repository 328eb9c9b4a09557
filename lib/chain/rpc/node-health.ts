import type { RpcLimits } from "./limits";
import type { Timing } from "./timing";

export type NodeStatus = "unchecked" | "up" | "resting" | "wrong_chain";

/** What is known of a node: for readiness, metrics and logs. The host alone names it, as its URL may hold a key. */
export type NodeReport = {
  host: string;
  status: NodeStatus;
  /** The block it last called its newest. */
  head: number | null;
  /** Since the start. */
  failures: number;
};

export type NodeHealth = ReturnType<typeof createHealth>;

type HealthOptions = {
  host: string;
  limits: RpcLimits;
  timing: Timing;
  /** Told of each change between being up and not. */
  onChange: (report: NodeReport) => void;
};

/**
 * The circuit breaker of one node. A failure sends it to rest, for longer with each in a row; after the rest it is due
 * for a check, and only a check that went well brings it back.
 */
export function createHealth({ host, limits, timing, onChange }: HealthOptions) {
  let status: NodeStatus = "unchecked";
  let head: { number: bigint; at: number } | null = null;
  let failures = 0;
  let failuresInARow = 0;
  let restsUntil = 0;
  let checkedAt = 0;
  let isLimited = false;
  let rests = 0;

  const report = (): NodeReport => ({ host, status, head: head && Number(head.number), failures });

  function become(next: NodeStatus): void {
    const changed = status !== next;
    status = next;
    if (changed) onChange(report());
  }

  function rest(next: "resting" | "wrong_chain", ms: number): void {
    rests += 1;
    restsUntil = timing.now() + ms;
    become(next);
  }

  const growingRestMs = () => Math.min(limits.restMsMax, limits.restMs * 2 ** (failuresInARow - 1));

  return {
    report,
    isUp: () => status === "up",
    /** Given to `succeeded` and `failed`, so that requests of before a rest don't count after it, nor a batch as many. */
    turn: () => rests,
    isDue(): boolean {
      if (status === "unchecked") return true;
      return timing.now() >= (status === "up" ? checkedAt + limits.checkEveryMs : restsUntil);
    },
    /** Whether it rests because it failed: where nothing else is left, it may be asked before its rest ends. */
    mayBeWoken: () => status === "resting" && !isLimited,
    msUntilRested: () => (status === "up" ? 0 : Math.max(0, restsUntil - timing.now())),
    head: () => head?.number ?? null,
    /** Whether it has said, not long ago, that it has this block. */
    claims: (block: bigint) =>
      head !== null && head.number >= block && timing.now() - head.at <= limits.headFreshMs,
    saidHead(number: bigint): void {
      head = { number, at: timing.now() };
    },
    passedCheck(turn: number): void {
      if (turn !== rests) return;
      checkedAt = timing.now();
      isLimited = false;
      become("up");
    },
    servesAnotherChain(): void {
      failures += 1;
      head = null;
      rest("wrong_chain", limits.restMsMax);
    },
    succeeded(turn: number): void {
      if (turn === rests) failuresInARow = 0;
    },
    /** @param limitedMs for a node that asked for fewer requests: how long it wants to be left alone, or null. */
    failed(turn: number, limitedMs?: number | null): void {
      failures += 1;
      if (turn !== rests) return;
      failuresInARow += 1;
      isLimited = limitedMs !== undefined;
      const limitedRestMs = () => Math.min(limits.limitedMsMax, Math.max(growingRestMs(), limitedMs ?? 0));
      rest("resting", isLimited ? limitedRestMs() : growingRestMs());
    },
    /** A failure of this request, not of the node. */
    stumbled(): void {
      failures += 1;
    },
  };
}
