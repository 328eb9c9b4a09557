/** What a handler answers: a status it declared, a body of that answer's shape, and headers of its own. */
export function reply<const Status extends number, const Body>(
  status: Status,
  body: Body,
  headers: Readonly<Record<string, string>> = {},
): { status: Status; body: Body; headers: Readonly<Record<string, string>> } {
  return { status, body, headers };
}

/** The same for an answer that goes on for a while. */
export function streamed<const Status extends number>(
  status: Status,
  stream: ReadableStream<Uint8Array>,
): { status: Status; stream: ReadableStream<Uint8Array>; headers: Readonly<Record<string, string>> } {
  return { status, stream, headers: {} };
}
