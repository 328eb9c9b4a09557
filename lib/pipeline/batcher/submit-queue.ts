import type { Lane } from "../context";
import { callTarget } from "./call-target";
import { failDependants } from "./fail-actions";
import { failRejected } from "./fail-rejected";
import { currentFees, type Fees } from "./fees";
import { loadQueue } from "./load-queue";
import { isOutOfFunds } from "./node-answers";
import { planBatches } from "./plan-batches";
import type { ChainPlace } from "./read-place";
import { freeFunds, noteFunds, noteRecovery } from "./signer-funds";
import { type ReadyCall, simulateBatch } from "./simulate-batch";
import { storeTransaction } from "./store-transaction";

/**
 * Turns every action of the lane whose turn it is into a stored, signed transaction, and fails those that the chain
 * refuses. Broadcasting is another step. What the signer can't pay for stays queued.
 * @throws RPC errors; what was stored before stays stored.
 */
export async function submitQueue(lane: Lane, place: ChainPlace): Promise<void> {
  await failDependants(lane.db);
  const queue = await loadQueue(lane.db, lane.signer.address);
  if (queue.length === 0) return await noteRecovery(lane);

  const [fees, funds] = await Promise.all([currentFees(lane), freeFunds(lane)]);
  const purse = { left: funds };
  try {
    for (const batch of planBatches(queue, callTarget(lane))) {
      const { ready, rejected } = await simulateBatch(lane, batch);
      await failRejected(lane, batch, rejected);
      for (const call of ready) {
        if (!pay(purse, call, fees)) return await noteFunds(lane, "waiting_funds");
        await store(lane, { call, fees, place });
      }
    }
  } catch (error) {
    if (!isOutOfFunds(error)) throw error;
    return await noteFunds(lane, "waiting_funds");
  }
  await noteFunds(lane, "ready");
}

/** Whether the purse allows the call at its worst; takes it out if so. */
function pay(purse: { left: bigint }, { gas }: ReadyCall, { maxFeePerGas }: Fees): boolean {
  const cost = gas * maxFeePerGas;
  if (cost > purse.left) return false;
  purse.left -= cost;
  return true;
}

async function store(lane: Lane, options: { call: ReadyCall; fees: Fees; place: ChainPlace }): Promise<void> {
  const { call, fees, place } = options;
  const actionIds = call.actions.map((action) => action.id);
  const hash = await storeTransaction(lane, { call, actionIds, fees, place });
  if (!hash) return;
  const requestIds = [...new Set(call.actions.flatMap(({ requestId }) => requestId ?? []))];
  lane.log.info({ hash, kind: call.kind, actions: actionIds, requestIds }, "transaction stored");
}
