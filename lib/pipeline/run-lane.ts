import { broadcastOpen } from "./batcher/broadcast-open";
import { mendNonces } from "./batcher/mend-nonces";
import { readPlace } from "./batcher/read-place";
import { submitQueue } from "./batcher/submit-queue";
import type { Lane } from "./context";
import { ensureBaseUri } from "./ensure-base-uri";

/**
 * One round for one signer: store transactions for what is queued, mend what got stuck, broadcast what is open.
 * @param baseUri where this server serves the metadata of its tokens; null leaves the chain as it is.
 */
export async function runLane(lane: Lane, baseUri: string | null): Promise<void> {
  const place = await readPlace(lane);
  if (baseUri !== null) await ensureBaseUri(lane, place, baseUri);
  await submitQueue(lane, place);
  await mendNonces(lane, place);
  await broadcastOpen(lane);
}
