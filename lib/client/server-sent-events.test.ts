import { expect, test } from "vitest";
import { serverSentEvents } from "./server-sent-events";

/** A body that arrives in these pieces. */
function bodyOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

test("reads events however the bytes are cut, and skips comments", async () => {
  const text = 'event: progress\ndata: {"name":"é東"}\n\n: still here\n\nevent: done\ndata: {}\n\n';
  const bytes = new TextEncoder().encode(text);
  for (const size of [1, 7, bytes.length]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.slice(n * size, (n + 1) * size),
    );
    const events = await Array.fromAsync(serverSentEvents(bodyOf(pieces)));
    expect(events).toEqual([
      { event: "progress", data: '{"name":"é東"}' },
      { event: "done", data: "{}" },
    ]);
  }
});

test("ends without an error when the connection breaks", async () => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new Error("reset")),
  });
  expect(await Array.fromAsync(serverSentEvents(body))).toEqual([]);
});
