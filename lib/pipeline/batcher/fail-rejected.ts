import { sql } from "drizzle-orm";
import { type Revert, readRevert } from "@/lib/chain/read-revert";
import type { Transaction } from "@/lib/db/database";
import type { Lane } from "../context";
import { type Cursor, loadCursor, lockCursor } from "../indexer/cursor";
import { isCanonical } from "../indexer/roll-back";
import { failActions } from "./fail-actions";
import { loadQueue, type QueuedAction } from "./load-queue";
import type { Batch } from "./plan-batches";
import type { Rejection } from "./simulate-batch";

/**
 * Fails those of a batch's rejected actions whose rejection stands: what is too large for a transaction, and what the chain refuses
 * on the very block on which the index stands, too. A refusal by the newest block alone may be owed to a reorg that the index
 * hasn't seen, which took back what the action needs and what is about to be sent again: the action stays queued then, as it does
 * when the node has that block's state no more, and while an invalidation is on its way that gives the places back which it needs.
 */
export async function failRejected(
  lane: Lane,
  batch: Batch,
  rejections: readonly Rejection[],
): Promise<void> {
  for (const { action, revert, isRefusal } of rejections) {
    if (isRefusal) await failRefused(lane, batch, action);
    else await failActions(lane.db, [{ id: action.id, ...revert }]);
  }
}

async function failRefused(lane: Lane, batch: Batch, action: QueuedAction): Promise<void> {
  const { db, chain, signer } = lane;
  const cursor = await loadCursor(db, chain.chainId);
  const revert = cursor && (await refusalAt(lane, cursor, { ...batch, actions: [action] }));
  if (!revert) return;
  await db.transaction(async (tx) => {
    if (!(await lockCursor(tx, cursor))) return;
    // The index may have moved to this block after the queue was read: it must have been asked for what it says there.
    const [standing] = await loadQueue(tx, signer.address, action.id);
    if (!standing || tokensOf(standing) !== tokensOf(action)) return;
    if (SHORT_OF_PLACES.has(revert.code) && (await arePlacesComing(tx, action.eventId))) return;
    await failActions(tx, [{ id: action.id, ...revert }]);
  });
}

/** Refusals for want of places, which an invalidation gives back: here at once, on the chain once it is mined. */
const SHORT_OF_PLACES: ReadonlySet<string> = new Set(["SupplyExceeded", "SupplyBelowIssued"]);

/**
 * Whether tickets of the event that are on the chain are about to be invalidated there. Those that aren't minted yet take no place
 * there, and their invalidation may wait for the very mint that asks.
 */
async function arePlacesComing(tx: Transaction, eventId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from actions a
    where a.event_id = ${eventId} and a.kind = 'invalidate' and a.status in ('queued', 'submitted')
      and exists (select 1 from unnest(a.ticket_ids) u(id) join tickets t on t.id = u.id where t.token_id is not null)
    limit 1`);
  return rows.length > 0;
}

const tokensOf = ({ tickets }: QueuedAction) => tickets.map(({ tokenId }) => `${tokenId}`).join();

/** Why the chain refuses the batch at the index's block; null when it doesn't, or nobody can tell. */
async function refusalAt(lane: Lane, cursor: Cursor, batch: Batch): Promise<Revert | null> {
  const { blockNumber: number, blockHash: hash } = cursor;
  const call = { account: lane.signer.address, to: batch.to, data: await batch.encode(batch.actions) };
  try {
    await lane.chain.client.call({ ...call, blockHash: hash, requireCanonical: true });
    return null;
  } catch (error) {
    const revert = readRevert(error);
    if (!revert && (await isCanonical(lane, { number, hash })))
      lane.log.warn({ err: error, block: number }, "the node can't tell what it refused there; asking again");
    return revert;
  }
}
