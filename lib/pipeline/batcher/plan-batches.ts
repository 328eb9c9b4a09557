import type { Address, Hex } from "viem";
import { z } from "zod";
import type { InvalidationReason } from "@/lib/chain/encode-calls";
import type { ActionKind } from "@/lib/db/schema/pipeline";
import { INVALIDATION_REASONS } from "@/lib/db/schema/tickets";
import { isSigned } from "./encode-moves";
import type { QueuedAction } from "./load-queue";

/** Actions that fit one call of one contract. */
export type Batch = { kind: ActionKind; to: Address; actions: QueuedAction[]; encode: Encode };

/** Calldata for these actions, all of the batch's kind and contract. */
export type Encode = (actions: readonly QueuedAction[]) => Promise<Hex> | Hex;

/** Gas that a transaction is filled up to, by guess: below 16.7 M, to which simulation then holds it. */
const BATCH_GAS = 14_000_000;

/** What an action may cost at worst: tickets far apart share no storage. A mint's owner slots dominate it. */
function gasGuess(action: QueuedAction): number {
  switch (action.kind) {
    // Each alone in its transaction.
    case "publish":
    case "cancel":
    case "add_ticket_type":
    case "set_supply":
    case "extend":
      return BATCH_GAS;
    case "mint":
      return 46_000 + 3_000 * action.tickets.length;
    case "check_in":
    case "undo_check_in":
    case "invalidate":
      return 28_000 * action.tickets.length;
    case "resell":
    case "transfer":
    case "claim":
      return isSigned(action) ? BATCH_GAS : 62_000 * action.tickets.length;
  }
}

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
  const open = new Map<string, { batch: Batch; gas: number }>();
  const batches: Batch[] = [];
  for (const action of queue) {
    const key = groupKey(action);
    const gas = gasGuess(action);
    const current = open.get(key);
    if (current && current.gas + gas <= BATCH_GAS) {
      current.batch.actions.push(action);
      current.gas += gas;
      continue;
    }
    const batch = { kind: action.kind, actions: [action], ...target(action) };
    open.set(key, { batch, gas });
    batches.push(batch);
  }
  return batches;
}

function groupKey(action: QueuedAction): string {
  const reason = action.kind === "invalidate" ? invalidationReason(action) : "";
  return [action.kind, action.contract, reason, isSigned(action) ? action.id : ""].join();
}
