/** A response before it becomes one: what a handler made, what an idempotency key keeps, what a problem says. */
export type Answer = {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | ReadableStream<Uint8Array> | null;
};

/** An answer whose body is `value` as JSON. */
export function jsonAnswer(options: {
  status: number;
  value: unknown;
  contentType?: string;
  headers?: Readonly<Record<string, string>>;
}): Answer {
  return {
    status: options.status,
    headers: { "Content-Type": options.contentType ?? "application/json", ...options.headers },
    body: JSON.stringify(options.value),
  };
}

/** The answer as a `Response`; its own headers win over `common` ones. */
export function toResponse(answer: Answer, common: Headers): Response {
  const headers = new Headers(common);
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}
