import type { PipelineContext } from "../context";
import { callTarget } from "./call-target";
import { failActions, failDependants } from "./fail-actions";
import { loadQueue } from "./load-queue";
import { planBatches } from "./plan-batches";
import { simulateBatch } from "./simulate-batch";
import { storeTransaction } from "./store-transaction";

/**
 * Turns every action whose turn it is into a stored, signed transaction, and fails those that the chain would
 * refuse. Broadcasting is another step.
 * @throws RPC errors; what was stored before stays stored.
 */
export async function submitQueue(ctx: PipelineContext): Promise<void> {
  await failDependants(ctx.db);
  const queue = await loadQueue(ctx.db);
  if (queue.length === 0) return;

  const { client, signer } = ctx.chain;
  const [fees, chainNonce] = await Promise.all([
    client.estimateFeesPerGas(),
    client.getTransactionCount({ address: signer.address, blockTag: "latest" }),
  ]);
  for (const batch of planBatches(queue, callTarget(ctx))) {
    const { ready, rejected } = await simulateBatch(ctx.chain, batch);
    await failActions(
      ctx.db,
      rejected.map(({ action, revert }) => ({ id: action.id, ...revert })),
    );
    for (const call of ready) {
      const actionIds = call.actions.map((action) => action.id);
      const hash = await storeTransaction(ctx, { call, actionIds, fees, chainNonce });
      if (hash) ctx.log.info({ hash, kind: call.kind, actions: actionIds.length }, "transaction stored");
    }
  }
}
