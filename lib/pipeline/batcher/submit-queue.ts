import type { Lane } from "../context";
import { callTarget } from "./call-target";
import { failDependants } from "./fail-actions";
import { failRejected } from "./fail-rejected";
import { currentFees, type Fees } from "./fees";
import { loadQueue, type QueuedAction } from "./load-queue";
import { isOutOfFunds } from "./node-answers";
import { planBatches } from "./plan-batches";
import type { ChainPlace } from "./read-place";
import { freeFunds, noteFunds, noteRecovery } from "./signer-funds";
import { type ReadyCall, simulateBatch } from "./simulate-batch";
import { storeTransaction } from "./store-transaction";

/** As many as fill a transaction. */
const MANY_ACTIONS = 250;

/**
 * Turns every action of the lane whose turn it is into a stored, signed transaction, and fails those that the chain
 * refuses. Broadcasting is another step. What the signer can't pay for stays queued.
 * @returns whether so much was stored that more is likely to wait behind it. What trickles in waits for the next round, and shares
 * its transactions.
 * @throws RPC errors; what was stored before stays stored.
 */
export async function submitQueue(lane: Lane, place: ChainPlace): Promise<boolean> {
  await failDependants(lane.db);
  const queue = await loadQueue(lane.db, lane.signer.address);
  if (queue.length === 0) {
    await noteRecovery(lane);
    return false;
  }
  const { isPaid, stored } = await submitAll(lane, queue, place).catch((error: unknown) => {
    if (isOutOfFunds(error)) return { isPaid: false, stored: 0 };
    throw error;
  });
  await noteFunds(lane, isPaid ? "ready" : "waiting_funds");
  return isPaid && stored > 0 && queue.length >= MANY_ACTIONS;
}

type Submission = { isPaid: boolean; stored: number };

/** Until the funds run out. */
async function submitAll(lane: Lane, queue: readonly QueuedAction[], place: ChainPlace): Promise<Submission> {
  const [fees, funds] = await Promise.all([currentFees(lane), freeFunds(lane, place)]);
  const purse = { left: funds };
  let stored = 0;
  for (const batch of planBatches(queue, callTarget(lane))) {
    const { ready, rejected } = await simulateBatch(lane, batch);
    await failRejected(lane, batch, rejected);
    for (const call of ready) {
      if (!pay(purse, call, fees)) return { isPaid: false, stored };
      if (await store(lane, { call, fees, place })) stored += 1;
    }
  }
  return { isPaid: true, stored };
}

/** Whether the purse allows the call at its worst; takes it out if so. */
function pay(purse: { left: bigint }, { gas }: ReadyCall, { maxFeePerGas }: Fees): boolean {
  const cost = gas * maxFeePerGas;
  if (cost > purse.left) return false;
  purse.left -= cost;
  return true;
}

/** False when another process was there first. */
async function store(
  lane: Lane,
  options: { call: ReadyCall; fees: Fees; place: ChainPlace },
): Promise<boolean> {
  const { call, fees, place } = options;
  const actionIds = call.actions.map((action) => action.id);
  const hash = await storeTransaction(lane, { call, actionIds, fees, place });
  if (!hash) return false;
  const requestIds = [...new Set(call.actions.flatMap(({ requestId }) => requestId ?? []))];
  lane.log.info({ hash, kind: call.kind, actions: actionIds, requestIds }, "transaction stored");
  return true;
}
