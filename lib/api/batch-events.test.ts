import { expect, test } from "vitest";
import type { BatchOutput } from "@/lib/services/batch/schema";
import { batchEvents } from "./batch-events";

const batch = (queued: number, confirmed: number): BatchOutput => ({
  id: "bat_1",
  kind: "mint",
  eventId: "evt_1",
  total: queued + confirmed,
  queued,
  submitted: 0,
  confirmed,
  final: 0,
  failed: 0,
  createdAt: "2030-01-01T00:00:00.000Z",
});

/** Answers these batches one after the other, the last one for ever. */
function source(...batches: BatchOutput[]) {
  let reads = 0;
  const read = async () => {
    reads += 1;
    const next = batches[Math.min(reads - 1, batches.length - 1)];
    if (!next) throw new Error("No batch.");
    return next;
  };
  return { read, reads: () => reads };
}

const signal = new AbortController().signal;
const textOf = (stream: ReadableStream<Uint8Array>) => new Response(stream).text();

test("tells each change once, then that it is done, then ends", async () => {
  const { read } = source(batch(2, 0), batch(1, 1), batch(1, 1), batch(0, 2));
  const text = await textOf(batchEvents({ first: batch(2, 0), read, signal, pollMs: 1 }));
  const expected = [
    ["progress", batch(2, 0)],
    ["progress", batch(1, 1)],
    ["progress", batch(0, 2)],
    ["done", batch(0, 2)],
  ].map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  expect(text).toBe(expected.join(""));
});

test("with nothing to do it is done at once, without asking again", async () => {
  const { read, reads } = source();
  const text = await textOf(batchEvents({ first: batch(0, 2), read, signal }));
  expect(text.match(/^event: .*$/gm)).toEqual(["event: progress", "event: done"]);
  expect(reads()).toBe(0);
});

test("ends, and asks no more, when the client goes away", async () => {
  const { read, reads } = source(batch(2, 0));
  const client = new AbortController();
  const reader = batchEvents({ first: batch(2, 0), read, signal: client.signal, pollMs: 1 }).getReader();
  await reader.read();
  const next = reader.read();
  client.abort();
  expect((await next).done).toBe(true);
  expect(reads()).toBeLessThanOrEqual(1);
});

test("ends without a last word when it has grown old, so that the client connects again", async () => {
  const { read } = source(batch(2, 0));
  const text = await textOf(batchEvents({ first: batch(2, 0), read, signal, pollMs: 1, ageMsMax: 20 }));
  expect(text.match(/^event: .*$/gm)).toEqual(["event: progress"]);
});

test("tells once that it has ended, in whatever way", async () => {
  let ends = 0;
  const common = { first: batch(2, 0), pollMs: 1, onEnd: () => ends++ };
  const followed = () => ({ ...common, read: source(batch(2, 0)).read, signal });

  await textOf(batchEvents({ ...followed(), read: source(batch(0, 2)).read }));
  expect(ends).toBe(1);
  await textOf(batchEvents({ ...followed(), ageMsMax: 0 }));
  expect(ends).toBe(2);
  const failing = () => Promise.reject(new Error("The database is gone."));
  await expect(textOf(batchEvents({ ...followed(), read: failing }))).rejects.toThrow();
  expect(ends).toBe(3);
  await batchEvents(followed()).cancel();
  expect(ends).toBe(4);
  const client = new AbortController();
  const stream = batchEvents({ ...followed(), signal: client.signal });
  client.abort();
  expect(ends).toBe(5);
  await textOf(stream);
  batchEvents({ ...followed(), signal: AbortSignal.abort() });
  expect(ends).toBe(6);
});

test("ends when the stream is cancelled", async () => {
  const { read } = source(batch(2, 0));
  const reader = batchEvents({ first: batch(2, 0), read, signal, pollMs: 60_000 }).getReader();
  await reader.read();
  const next = reader.read();
  await reader.cancel();
  expect((await next).done).toBe(true);
});
