import type { ActionRow } from "./enqueue";
import type { ActionOutput } from "./schema";

/** An action as callers follow it. `txHash` is that of the transaction that carries it, if there is one yet. */
export function projectAction(action: ActionRow, txHash: string | null): ActionOutput {
  return {
    id: action.id,
    kind: action.kind,
    status: action.status,
    eventId: action.eventId,
    batchId: action.batchId,
    ticketIds: action.ticketIds,
    txHash,
    blockNumber: action.blockNumber,
    ...(action.error ? { error: { code: action.error.code, detail: action.error.detail } } : {}),
    createdAt: action.createdAt.toISOString(),
  };
}
