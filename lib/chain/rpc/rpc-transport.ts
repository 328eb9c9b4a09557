import { type CustomTransport, custom, type HttpTransportConfig } from "viem";
import { askInTurn } from "./ask-in-turn";
import type { Answer, Asking } from "./ask-node";
import { fullJitter } from "./full-jitter";
import { RPC_LIMITS, type RpcLimits } from "./limits";
import type { NodeReport } from "./node-health";
import type { RpcCall } from "./rpc-call";
import { createNode } from "./rpc-node";
import { createPool, type RpcPool } from "./rpc-pool";
import { sendToAll } from "./send-to-all";
import { systemTiming, type Timing } from "./timing";

type RpcTransportOptions = {
  /** At least one, the first preferred. */
  urls: readonly string[];
  chainId: number;
  limits?: Partial<RpcLimits>;
  timing?: Timing;
  fetchFn?: HttpTransportConfig["fetchFn"];
  /** Told when a node begins or ceases to be used. */
  onChange?: (report: NodeReport) => void;
};

type RpcTransport = {
  transport: CustomTransport;
  /** The same without a client of viem's: rejects with errors that aren't wrapped. */
  request(call: RpcCall): Promise<unknown>;
  describe(): NodeReport[];
};

/**
 * A viem transport over several nodes that may each be down, slow, behind, forgetful, out of quota or of another chain.
 * Its requests reject as those of viem's HTTP transport do, and with an `RpcNodeError` when no node can be used. Errors
 * that each node would give come at once, as the node gave them. Opens no connection before the first request.
 */
export function rpcTransport(options: RpcTransportOptions): RpcTransport {
  const { urls, chainId, timing = systemTiming, fetchFn, onChange = () => {} } = options;
  if (urls.length === 0) throw new Error("A transport needs the URL of a node.");
  const limits = { ...RPC_LIMITS, ...options.limits };
  const nodes = urls.map((url) => createNode(url, { chainId, limits, timing, fetchFn, onChange }));
  const pool = createPool(nodes, limits);
  const request = (call: RpcCall, { signal }: { signal?: AbortSignal } = {}) =>
    insist({ pool, call, signal, limits, timing });
  return {
    transport: custom({ request }, { key: "rpc", name: "RPC nodes", retryCount: 0 }),
    request,
    describe: pool.reports,
  };
}

type Insisting = Asking & { limits: RpcLimits; timing: Timing };

/** Goes through the nodes again and again, with growing random waits, as long as that may help. */
async function insist(asking: Insisting): Promise<unknown> {
  const { call, limits, timing, signal } = asking;
  const giveUpAt = timing.now() + limits.patienceMs;
  const go = call.method === "eth_sendRawTransaction" ? sendToAll : askInTurn;
  for (let round = 0; ; round += 1) {
    const answer = await go(asking);
    const waitMs = waitBefore(round, asking);
    const isLast = round + 1 >= limits.roundsMax || timing.now() + waitMs > giveUpAt;
    if (isLast || !mayChange(answer)) return resultOf(answer);
    await timing.sleep(waitMs, signal);
  }
}

function waitBefore(round: number, { pool, limits, timing }: Insisting & { pool: RpcPool }): number {
  const { backoffMs, backoffMsMax } = limits;
  const { random } = timing;
  return Math.max(
    pool.msUntilUsable(),
    fullJitter({ attempt: round, baseMs: backoffMs, maxMs: backoffMsMax, random }),
  );
}

function mayChange(answer: Answer): boolean {
  return answer.kind === "again" || (answer.kind === "doubtful" && answer.again);
}

/** @throws the error of an answer that is one. */
function resultOf(answer: Answer): unknown {
  if ("error" in answer) throw answer.error;
  return answer.result;
}
