import { pause } from "./pause";
import type { components } from "./schema";
import { serverSentEvents } from "./server-sent-events";

export type Batch = components["schemas"]["Batch"];

type FollowOptions = {
  /** Opens the stream of events. */
  open: (signal: AbortSignal) => Promise<Response>;
  /** Asks how far it is. */
  read: (init: { signal?: AbortSignal }) => Promise<Batch>;
  onProgress?: (batch: Batch) => void;
  signal?: AbortSignal;
};

/** The server says something every 15 seconds, if only that it is there. */
const QUIET_MS_MAX = 40_000;
const PAUSE_MS = 1_000;

/**
 * Follows a batch until nothing is left to do. Each event is the whole state, so when the stream ends early, as when the
 * server restarts, it asks once and connects again.
 */
export async function followBatch(options: FollowOptions): Promise<Batch> {
  const { read, onProgress = () => {}, signal } = options;
  for (;;) {
    for await (const { event, data } of eventsOf(options)) {
      const batch: Batch = JSON.parse(data);
      onProgress(batch);
      if (event === "done") return batch;
    }
    const batch = await read(signal ? { signal } : {});
    onProgress(batch);
    if (batch.queued + batch.submitted === 0) return batch;
    await pause(PAUSE_MS, signal);
  }
}

/** The events, until the stream ends, breaks or falls silent; none where it can't be had. */
async function* eventsOf({ open, signal }: FollowOptions) {
  const quiet = new AbortController();
  const hear = () => setTimeout(() => quiet.abort(), QUIET_MS_MAX);
  let timer = hear();
  try {
    const response = await open(signal ? AbortSignal.any([signal, quiet.signal]) : quiet.signal).catch(
      () => null,
    );
    signal?.throwIfAborted();
    if (!response?.ok || !response.body) return;
    const heard = () => {
      clearTimeout(timer);
      timer = hear();
    };
    yield* serverSentEvents(response.body, heard);
    signal?.throwIfAborted();
  } finally {
    clearTimeout(timer);
    quiet.abort();
  }
}
