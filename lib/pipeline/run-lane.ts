import { broadcastOpen } from "./batcher/broadcast-open";
import { mendNonces } from "./batcher/mend-nonces";
import { readPlace } from "./batcher/read-place";
import { submitQueue } from "./batcher/submit-queue";
import type { Lane } from "./context";
import { ensureBaseUri } from "./ensure-base-uri";

/**
 * One round for one signer: store transactions for what is queued, mend what got stuck, broadcast what is open.
 * @param baseUri where this server serves the metadata of its tokens; null leaves the chain as it is.
 * @returns whether there may be more to do right away.
 */
export async function runLane(lane: Lane, baseUri: string | null): Promise<boolean> {
  const place = await readPlace(lane);
  if (baseUri !== null) await ensureBaseUri(lane, place, baseUri);
  try {
    return await submitQueue(lane, place);
  } finally {
    // What is stored goes out, also when something behind it can't be.
    await mendNonces(lane, place);
    await broadcastOpen(lane);
  }
}
