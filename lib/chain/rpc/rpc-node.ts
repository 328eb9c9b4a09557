import type { HttpTransportConfig } from "viem";
import { classifyError, type Verdict } from "./classify-error";
import type { RpcLimits } from "./limits";
import { createHealth, type NodeHealth, type NodeReport } from "./node-health";
import { openSender } from "./open-sender";
import { readAnswer } from "./read-answer";
import { retryAfterMs } from "./retry-after";
import type { RpcCall } from "./rpc-call";
import { shareRun } from "./share-run";
import type { Timing } from "./timing";
import { WrongChainError } from "./wrong-chain-error";

export type RpcNode = {
  health: NodeHealth;
  /** Why it last went to rest, if it ever did. */
  lastError(): Error | undefined;
  /**
   * Sends one request, and takes note of how the node fared.
   * @throws what {@link openSender} and {@link readAnswer} throw.
   */
  request(call: RpcCall, signal?: AbortSignal): Promise<unknown>;
  /** Asks for the chain id and the head: brings the node back, or sends it to rest. Never rejects. */
  check(): Promise<void>;
  /** Whether it has this block; it is asked again when its last head was lower. Null is a block that all have. */
  reaches(block: bigint | null): Promise<boolean>;
};

export type NodeOptions = {
  chainId: number;
  limits: RpcLimits;
  timing: Timing;
  fetchFn?: HttpTransportConfig["fetchFn"];
  onChange: (report: NodeReport) => void;
};

const CHAIN_ID: RpcCall = { method: "eth_chainId", params: [] };
const HEAD: RpcCall = { method: "eth_blockNumber", params: [] };

/** The node behind a URL. Opens no connection. */
export function createNode(url: string, options: NodeOptions): RpcNode {
  const { limits, timing, chainId } = options;
  const health = createHealth({ host: new URL(url).host, ...options });
  const send = openSender(url, { ...options, timeoutMs: limits.timeoutMs });
  const sendCheck = openSender(url, { ...options, timeoutMs: limits.checkTimeoutMs });

  let lastError: Error | undefined;

  async function watched<T>(run: (turn: number) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const turn = health.turn();
    try {
      return await run(turn);
    } catch (error) {
      if (!signal?.aborted && isSetback(noteError(health, { error, turn, nowMs: timing.now() })))
        lastError = error instanceof Error ? error : undefined;
      throw error;
    }
  }

  function take(call: RpcCall, result: unknown): void {
    const { head } = readAnswer(call, result, chainId);
    if (head !== null) health.saidHead(head);
  }

  const check = shareRun(() =>
    watched(async (turn) => {
      const [servedChainId, head] = await Promise.all([sendCheck(CHAIN_ID), sendCheck(HEAD)]);
      take(CHAIN_ID, servedChainId);
      take(HEAD, head);
      health.passedCheck(turn);
    }).catch(() => {}),
  );
  const refreshHead = shareRun(() => watched(async () => take(HEAD, await sendCheck(HEAD))).catch(() => {}));

  return {
    health,
    lastError: () => lastError,
    check,
    request: (call, signal) =>
      watched(async (turn) => {
        const result = await send(call, signal);
        take(call, result);
        health.succeeded(turn);
        return result;
      }, signal),
    async reaches(block) {
      const has = () => block === null || (health.head() ?? -1n) >= block;
      if (!has()) await refreshHead();
      return has();
    },
  };
}

type Noted = { error: unknown; turn: number; nowMs: number };

function noteError(health: NodeHealth, { error, turn, nowMs }: Noted): Verdict {
  const verdict = classifyError(error);
  if (error instanceof WrongChainError) health.servesAnotherChain();
  else if (verdict === "failed") health.failed(turn);
  else if (verdict === "limited") health.failed(turn, retryAfterMs(error, nowMs));
  else if (verdict === "hiccup") health.stumbled();
  else health.succeeded(turn);
  return verdict;
}

/** Whether the node, not the request, is the reason. A revert that is remembered could be taken for another call's. */
function isSetback(verdict: Verdict): boolean {
  return verdict === "failed" || verdict === "limited";
}
