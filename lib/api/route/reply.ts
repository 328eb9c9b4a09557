/** What a handler answers: a status it declared, a body of that answer's shape, and headers of its own. */
export function reply<const Status extends number, const Body>(
  status: Status,
  body: Body,
  headers: Readonly<Record<string, string>> = {},
): { status: Status; body: Body; headers: Readonly<Record<string, string>> } {
  return { status, body, headers };
}

/** Proxies and compressors would hold events back until there are many. */
const EVENT_STREAM_HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

/** An answer of server-sent events, which goes on for a while. */
export function eventStream<const Status extends number>(
  status: Status,
  stream: ReadableStream<Uint8Array>,
): { status: Status; stream: ReadableStream<Uint8Array>; headers: Readonly<Record<string, string>> } {
  return { status, stream, headers: EVENT_STREAM_HEADERS };
}

/** An answer of plain text, of the type that the operation declared. */
export function textReply<const Status extends number>(
  status: Status,
  text: string,
): { status: Status; text: string } {
  return { status, text };
}
