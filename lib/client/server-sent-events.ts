export type ServerSentEvent = { event: string; data: string };

/**
 * The events of a `text/event-stream`. Ends, without an error, when the connection does.
 * @param onChunk called for whatever arrives, comments included.
 */
export async function* serverSentEvents(
  body: ReadableStream<Uint8Array>,
  onChunk: () => void = () => {},
): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = "";
  while (true) {
    const chunk = await reader.read().catch(() => ({ done: true as const, value: undefined }));
    if (chunk.done) return;
    onChunk();
    const blocks = (pending + decoder.decode(chunk.value, { stream: true })).split("\n\n");
    pending = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = fieldOf(block, "event");
      const data = fieldOf(block, "data");
      if (event !== null && data !== null) yield { event, data };
    }
  }
}

function fieldOf(block: string, field: string): string | null {
  const line = block.split("\n").find((each) => each.startsWith(`${field}:`));
  return line === undefined ? null : line.slice(field.length + 1).trimStart();
}
