import { setTimeout as sleep } from "node:timers/promises";
import { type Batch, batchSchema } from "./answers";
import type { Api } from "./api";
import { ExampleError } from "./example-error";
import { serverSentEvents } from "./server-sent-events";

/** How long nothing may happen, a restart of the server included. */
const PATIENCE_MS = 3 * 60_000;
const PAUSE_MS = 1_000;

/**
 * Follows a batch by its server-sent events until it is done. When the connection breaks, as when the server is
 * restarted, it connects again: each event is the whole state, so nothing is missed.
 */
export async function followBatch(options: {
  api: Api;
  id: string;
  onProgress: (batch: Batch) => void;
}): Promise<Batch> {
  const { api, id, onProgress } = options;
  for (let heardMs = Date.now(); Date.now() - heardMs < PATIENCE_MS; await sleep(PAUSE_MS)) {
    const stream = await api.open(`/batches/${id}/events`);
    if (!stream) continue;
    for await (const { event, data } of serverSentEvents(stream)) {
      heardMs = Date.now();
      const batch = batchSchema.parse(JSON.parse(data));
      onProgress(batch);
      if (event === "done") return batch;
    }
  }
  throw new ExampleError(
    `The batch ${id} was not done and nothing was heard of it for ${PATIENCE_MS / 1000} s.`,
  );
}
