import type { Address, Hex } from "viem";
import { z } from "zod";
import type { InvalidationReason } from "@/lib/chain/encode-calls";
import type { ActionKind } from "@/lib/db/schema/pipeline";
import { INVALIDATION_REASONS } from "@/lib/db/schema/tickets";
import type { QueuedAction } from "./load-queue";

/** Actions that fit one call of one contract. */
export type Batch = { kind: ActionKind; to: Address; actions: QueuedAction[]; encode: Encode };

/** Calldata for these actions, all of the batch's kind and contract. */
export type Encode = (actions: readonly QueuedAction[]) => Promise<Hex> | Hex;

/**
 * How many actions of a kind go into one transaction at most; a guess on the safe side of 16.7 M gas, which
 * simulation then holds to the real limit.
 */
const BATCH_SIZE: Record<ActionKind, number> = {
  publish: 1,
  mint: 250,
  check_in: 500,
  undo_check_in: 500,
  invalidate: 500,
};

const invalidatePayload = z.object({ reason: z.enum(INVALIDATION_REASONS) });

/** Why an action of kind `invalidate` was asked for. */
export function invalidationReason(action: QueuedAction): InvalidationReason {
  return invalidatePayload.parse(action.payload).reason;
}

/** Groups actions by what one call can carry, in the order in which they came. */
export function planBatches(
  queue: readonly QueuedAction[],
  target: (action: QueuedAction) => { to: Address; encode: Encode },
): Batch[] {
  const open = new Map<string, Batch>();
  const batches: Batch[] = [];
  for (const action of queue) {
    const key = groupKey(action);
    let batch = open.get(key);
    if (!batch || batch.actions.length >= BATCH_SIZE[action.kind]) {
      batch = { kind: action.kind, actions: [], ...target(action) };
      open.set(key, batch);
      batches.push(batch);
    }
    batch.actions.push(action);
  }
  return batches;
}

function groupKey(action: QueuedAction): string {
  const reason = action.kind === "invalidate" ? invalidationReason(action) : "";
  return [action.kind, action.contract, reason].join();
}
