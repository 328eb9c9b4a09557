import { setTimeout as sleep } from "node:timers/promises";
import type { BatchOutput } from "@/lib/services/batch/schema";

const POLL_MS = 500;
const HEARTBEAT_MS = 15_000;
/** A batch that the chain keeps waiting is followed by connecting again. */
const AGE_MS_MAX = 15 * 60_000;

type BatchEvents = {
  first: BatchOutput;
  read: () => Promise<BatchOutput>;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  /** Called once, when the stream has ended in whatever way. */
  onEnd?: () => void;
  pollMs?: number;
  ageMsMax?: number;
};

/**
 * The batch as server-sent events: `progress` whenever it has changed, then `done` once nothing is left to do. A stream
 * that has grown old ends without `done`, and the client connects again.
 * Comments in between keep proxies from closing a quiet connection.
 */
export function batchEvents({
  first,
  read,
  signal,
  onEnd = () => {},
  pollMs = POLL_MS,
  ageMsMax = AGE_MS_MAX,
}: BatchEvents): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  const ended = AbortSignal.any([signal, gone.signal]);
  const messages = messagesOf({ first, read, pollMs, ended, endsMs: performance.now() + ageMsMax });
  let hasEnded = false;
  const end = () => {
    if (!hasEnded) onEnd();
    hasEnded = true;
  };
  ended.addEventListener("abort", end);
  if (ended.aborted) end();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await messages.next().catch((error: unknown) => {
        end();
        throw error;
      });
      if (!next.done) return controller.enqueue(encoder.encode(next.value));
      end();
      controller.close();
    },
    cancel: () => gone.abort(),
  });
}

type Messages = {
  first: BatchOutput;
  read: () => Promise<BatchOutput>;
  pollMs: number;
  ended: AbortSignal;
  /** When it has grown old, by `performance.now()`. */
  endsMs: number;
};

async function* messagesOf({ first, read, pollMs, ended, endsMs }: Messages): AsyncGenerator<string> {
  let sent = "";
  let quietSinceMs = performance.now();
  for (let batch = first; !ended.aborted; batch = await read()) {
    const data = JSON.stringify(batch);
    const isQuiet = performance.now() - quietSinceMs > HEARTBEAT_MS;
    if (data !== sent || isQuiet) {
      yield data === sent ? ": still here\n\n" : message("progress", data);
      quietSinceMs = performance.now();
    }
    sent = data;
    if (batch.queued + batch.submitted === 0) return yield message("done", data);
    await pause(pollMs, ended);
    if (performance.now() >= endsMs) return;
  }
}

/** Sleeps, or wakes up early when the client has gone. */
async function pause(ms: number, ended: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: ended }).catch(() => {});
}

function message(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}
