import { setTimeout as sleep } from "node:timers/promises";
import type { BatchOutput } from "@/lib/services/batch/schema";

const POLL_MS = 250;
const HEARTBEAT_MS = 15_000;

type BatchEvents = {
  first: BatchOutput;
  read: () => Promise<BatchOutput>;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  pollMs?: number;
};

/**
 * The batch as server-sent events: `progress` whenever it has changed, then `done` once nothing is left to do.
 * Comments in between keep proxies from closing a quiet connection.
 */
export function batchEvents({
  first,
  read,
  signal,
  pollMs = POLL_MS,
}: BatchEvents): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  const ended = AbortSignal.any([signal, gone.signal]);
  const messages = messagesOf({ first, read, pollMs, ended });
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await messages.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: () => gone.abort(),
  });
}

type Messages = { first: BatchOutput; read: () => Promise<BatchOutput>; pollMs: number; ended: AbortSignal };

async function* messagesOf({ first, read, pollMs, ended }: Messages): AsyncGenerator<string> {
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
  }
}

/** Sleeps, or wakes up early when the client has gone. */
async function pause(ms: number, ended: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: ended }).catch(() => {});
}

function message(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}
