import type { Hex } from "viem";
import { type Revert, readRevert } from "@/lib/chain/read-revert";
import type { Lane } from "../context";
import type { QueuedAction } from "./load-queue";
import type { Batch } from "./plan-batches";

/** A call that the chain would accept now. */
export type ReadyCall = {
  kind: Batch["kind"];
  to: Batch["to"];
  data: Hex;
  gas: bigint;
  actions: QueuedAction[];
};

/** `isRefusal`: the chain said so; otherwise no transaction can carry it. */
export type Rejection = { action: QueuedAction; revert: Revert; isRefusal: boolean };

export type Simulation = { ready: ReadyCall[]; rejected: Rejection[] };

/** EIP-7825 lets no transaction have more. */
export const TRANSACTION_GAS_MAX = 16_700_000n;

/**
 * Finds what of a batch the chain would accept: the whole if it can be, else the batch without the actions that
 * revert alone. One bad action among n costs about 2·log₂(n) simulations.
 * @throws RPC errors that are no reverts (network, funds): nothing is known then.
 */
export async function simulateBatch(lane: Lane, batch: Batch): Promise<Simulation> {
  const whole = await simulate(lane, batch, batch.actions);
  if ("call" in whole) return { ready: [whole.call], rejected: [] };
  if (batch.actions.length === 1) return rejectSingle(batch, whole);

  const middle = Math.ceil(batch.actions.length / 2);
  const halves = [batch.actions.slice(0, middle), batch.actions.slice(middle)];
  const ready: ReadyCall[] = [];
  const rejected: Simulation["rejected"] = [];
  for (const actions of halves) {
    const half = await simulateBatch(lane, { ...batch, actions });
    ready.push(...half.ready);
    rejected.push(...half.rejected);
  }
  return { ready: "revert" in whole ? await merge(lane, batch, ready) : ready, rejected };
}

type Outcome = { call: ReadyCall } | { revert: Revert } | { tooLarge: bigint };

async function simulate({ chain, signer }: Lane, batch: Batch, actions: QueuedAction[]): Promise<Outcome> {
  const data = await batch.encode(actions);
  try {
    const estimate = await chain.client.estimateGas({ account: signer.address, to: batch.to, data });
    // Headroom for storage that another transaction of ours touches first.
    const gas = estimate + estimate / 8n;
    if (gas > TRANSACTION_GAS_MAX) return { tooLarge: gas };
    return { call: { kind: batch.kind, to: batch.to, data, gas, actions } };
  } catch (error) {
    const revert = readRevert(error);
    if (revert) return { revert };
    throw error;
  }
}

function rejectSingle(batch: Batch, outcome: Exclude<Outcome, { call: ReadyCall }>): Simulation {
  const revert =
    "revert" in outcome
      ? outcome.revert
      : { code: "TooLarge", detail: `It needs ${outcome.tooLarge} gas, more than a transaction may have.` };
  const isRefusal = "revert" in outcome;
  return { ready: [], rejected: batch.actions.map((action) => ({ action, revert, isRefusal })) };
}

/** Puts the good parts of a halved batch back together, where the chain accepts them as one. */
async function merge(lane: Lane, batch: Batch, parts: ReadyCall[]): Promise<ReadyCall[]> {
  if (parts.length < 2) return parts;
  const merged = await simulate(
    lane,
    batch,
    parts.flatMap((part) => part.actions),
  );
  return "call" in merged ? [merged.call] : parts;
}
